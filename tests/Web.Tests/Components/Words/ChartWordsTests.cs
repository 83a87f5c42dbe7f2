using System.Text.Json;
using System.Text.RegularExpressions;
using Simulator.Web.Components.Workspace;

namespace Simulator.Tests.Web.Components.Words;

/// <summary>The chart's modules ask for the texts that the page gives, and the page gives no others.</summary>
public sealed partial class ChartWordsTests
{
    private static readonly string s_folder = Path.Combine(SharedFiles.RepositoryRoot, "src", "Web", "wwwroot", "js", "workspace");
    private static readonly string s_words = File.ReadAllText(Path.Combine(s_folder, "words.js"));

    private static IEnumerable<string> Given =>
        JsonSerializer.SerializeToElement(ChartWords.All, JsonSerializerOptions.Web).EnumerateObject().Select(p => p.Name);

    // Those that words.js makes of others.
    private static IEnumerable<string> Made => MadeKey().Matches(s_words).Select(m => m.Groups[1].Value);

    private static IEnumerable<string> Asked =>
        Directory
            .EnumerateFiles(s_folder, "*.js")
            .SelectMany(f => Key().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Except(Made)
            .Concat(TextKey().Matches(s_words).SelectMany(m => m.Groups.Values.Skip(1).Where(g => g.Success).Select(g => g.Value)))
            .Distinct();

    [Fact]
    public void EveryTextThatIsAskedFor_IsGiven() => Assert.Empty(Asked.Except(Given).Order());

    // By a name that is computed: the parts of a series, the curves, the sides of a trade.
    [Fact]
    public void EveryTextThatIsGiven_IsAskedFor() =>
        Assert.Empty(Given.Except(Asked).Except(["before", "training", "validation", "test", "benchmark", "long", "short"]).Order());

    [Fact]
    public void Months_AndWeekdays_AreAllThere()
    {
        var words = JsonSerializer.SerializeToElement(ChartWords.All, JsonSerializerOptions.Web);

        Assert.Equal(12, words.GetProperty("months").GetArrayLength());
        Assert.Equal(7, words.GetProperty("weekdays").GetArrayLength());
    }

    [GeneratedRegex("(?<!/)\\bwords\\.([a-z]\\w*)")]
    private static partial Regex Key();

    [GeneratedRegex("\\b(?:text\\('(\\w+)'|counted\\(\\w+, '(\\w+)', '(\\w+)')")]
    private static partial Regex TextKey();

    [GeneratedRegex("(?m)^  (\\w+):")]
    private static partial Regex MadeKey();
}
