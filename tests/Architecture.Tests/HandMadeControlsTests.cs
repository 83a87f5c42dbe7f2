using System.Globalization;
using System.Text.RegularExpressions;

namespace Simulator.Tests.Architecture;

/// <summary>Controls are the library's; each that is made by hand is counted in the decision record, with its reason.</summary>
public sealed partial class HandMadeControlsTests
{
    private const string Record = "docs/decisions/0030-mudblazor.md";

    [Fact]
    public void HandMadeControls_AreThoseOfTheRecord()
    {
        var made = Repository
            .Files.Where(f =>
                f.StartsWith("src/Web/Components/", StringComparison.Ordinal) && f.EndsWith(".razor", StringComparison.Ordinal)
            )
            .Select(f => (Name: Path.GetFileNameWithoutExtension(f), Count: Control().Count(Text(f))))
            .Where(f => f.Count > 0)
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .ToArray();
        var told = Row()
            .Matches(Text(Record))
            .Select(m => (Name: m.Groups[1].Value, Count: int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture)))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .ToArray();
        Assert.NotEmpty(told);
        Assert.Equal(told, made);
    }

    [Theory]
    [InlineData("<button type=\"button\">Go</button>", 1)]
    [InlineData("<MudButton>Go</MudButton><ActionButton />", 0)]
    [InlineData("<details><summary>More</summary></details>", 1)]
    public void Control_IsRecognised(string markup, int count) => Assert.Equal(count, Control().Count(markup));

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex(@"<(button|select|input|textarea|details|dialog)\b")]
    private static partial Regex Control();

    [GeneratedRegex(@"^\| `(\w+)` \| (\d+) \| \S.*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
