using System.Text.RegularExpressions;

namespace Simulator.Tests.Architecture;

/// <summary>The page of complaints names tests that there are, for every complaint that the engine answers.</summary>
public sealed partial class ComplaintsTests
{
    private const string Page = "docs/complaints.md";
    private static readonly int[] s_complaints = [1, 2, 3, 4, 5, 6, 12, 13, 14, 15, 16, 20];

    [Fact]
    public void EveryComplaint_HasARowThatNamesATest()
    {
        var rows = Rows().ToList();
        Assert.Equal(s_complaints, rows.Select(r => r.Number));
        Offenders.None(rows.Where(r => r.Tests.Count == 0).Select(r => $"{r.Number}: no test"));
    }

    [Fact]
    public void EveryTestNamed_IsATestOfItsClass()
    {
        var sources = Repository.Files.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)).ToLookup(f => Path.GetFileNameWithoutExtension(f), Repository.Read);
        Offenders.None(Rows().SelectMany(r => r.Tests).Where(t => !sources[t.Class].Any(s => IsTest(s, t.Method))).Select(t => $"{t.Class}.{t.Method}"));
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

    private static IEnumerable<(int Number, IReadOnlyList<(string Class, string Method)> Tests)> Rows() =>
        from line in Repository.Read(Page).Split('\n')
        let row = Row().Match(line)
        where row.Success
        select (int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture),
            (IReadOnlyList<(string, string)>)[.. TestName().Matches(line).Select(m => (m.Groups[1].Value, m.Groups[2].Value))]);

    [GeneratedRegex(@"^\| (\d+) \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\[[^\]]*(Fact|Theory)")]
    private static partial Regex TestAttribute();
}
