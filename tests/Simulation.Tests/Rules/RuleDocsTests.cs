using System.Text.RegularExpressions;
using Simulator.Backtesting;
using Simulator.Rules;

namespace Simulator.Tests.Simulation.Rules;

public sealed partial class RuleDocsTests
{
    private const string Mark = "<!-- reference -->\n";

    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(SharedFiles.RepositoryRoot, "docs", "examples", "rules");

    private static string Page => Path.Combine(SharedFiles.RepositoryRoot, "docs", "rules.md");

    [Fact]
    public void Reference_IsThatOfTheTables()
    {
        var page = File.ReadAllText(Page);
        var guide = page[..(page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)];
        var expected = guide + "\n" + RuleReference.Write();
        if (Environment.GetEnvironmentVariable("SIMULATOR_UPDATE_DOCS") == "1")
            File.WriteAllText(Page, expected);
        else
            Assert.True(page == expected, "docs/rules.md differs from the tables; SIMULATOR_UPDATE_DOCS=1 rewrites it");
    }

    [Fact]
    public void Guide_ItsDocumentsAndErrors_AreReal()
    {
        var page = File.ReadAllText(Page);
        foreach (Match block in Blocks().Matches(page))
            RuleProgram.Compile(block.Groups[1].Value);
        var errors = RuleProgram.Check(
            new RuleDocument
            {
                Parameters = [KeyValuePair.Create("fast", 10.0), KeyValuePair.Create("slow", 20.0)],
                EntryLong = "crossesAbove(smaa(fast), sma(slow))",
                ExitLong = "close[-1] > open",
                StopLoss = "macd(12, 26, 9)",
            }
        );
        Assert.Equal(3, errors.Count);
        Assert.All(errors, e => Assert.Contains(e.Describe(), page, StringComparison.Ordinal));
        Assert.Contains(
            RuleDocumentJson.Read("""{ "version": 1, "entryLong": "true", "size": { "riskFrction": "1%" } }""").Errors[0].Describe(),
            page,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_IsSound_AndTrades(string file)
    {
        var program = RuleProgram.Compile(File.ReadAllText(Path.Combine(Folder, file)));
        var series = RuleMarkets.Daily(bars: 2_000);
        var strategy = program.Bind(new RuleMarket(series, null, RuleMarkets.Forecasts(series.Count, 100)));
        var result = BacktestEngine.Run(series, 0, series.Count - 1, strategy, new ExecutionSpec(), new CapitalSpec());
        Assert.True(result.Trades.Count >= 5, $"{file}: {result.Trades.Count} trades, {strategy.OrdersLeftOut} orders left out");
        Assert.Equal(0, strategy.OrdersLeftOut);
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
