using System.Text.RegularExpressions;

namespace Simulator.Tests.Architecture;

/// <summary>Tests that a page of the documentation names in its tables as `Class.Method`.</summary>
internal static partial class NamedTests
{
    /// <summary>Rows of a page that begin with a number: the number, and the tests named.</summary>
    public static IReadOnlyList<(int Number, IReadOnlyList<(string Class, string Method)> Tests)> Rows(string page) =>
        [
            .. from line in Repository.Read(page).Split('\n')
            let row = NumberedRow().Match(line)
            where row.Success
            select (int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), In(line)),
        ];

    /// <summary>The tests that a text names.</summary>
    public static IReadOnlyList<(string Class, string Method)> In(string text) =>
        [.. TestName().Matches(text).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    /// <summary>Those of the tests that no class has.</summary>
    public static IEnumerable<string> Missing(IEnumerable<(string Class, string Method)> tests)
    {
        var sources = Repository
            .Files.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
            .ToLookup(f => Path.GetFileNameWithoutExtension(f), Repository.Read);
        return tests.Where(t => !sources[t.Class].Any(s => IsTest(s, t.Method))).Select(t => $"{t.Class}.{t.Method}");
    }

    // Between the method and the one before it stands the attribute that makes it a test.
    private static bool IsTest(string source, string method)
    {
        var at = Regex.Match(source, $@"public (async )?(void|Task) {Regex.Escape(method)}\(", RegexOptions.None, TimeSpan.FromSeconds(5));
        if (!at.Success)
            return false;
        var before = source[..at.Index];
        return TestAttribute().IsMatch(before[(before.LastIndexOf("public ", StringComparison.Ordinal) + 1)..]);
    }

    [GeneratedRegex(@"^\| (\d+) \|")]
    private static partial Regex NumberedRow();

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\[[^\]]*(Fact|Theory)")]
    private static partial Regex TestAttribute();
}
