using System.Globalization;
using System.Text.Json.Nodes;

namespace Simulator.Tests.Cli;

/// <summary>The cases of <c>data/cases</c> that a command other than import shows, with the right answers of its list.</summary>
public sealed class CaseCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task HourlyBarsOfSydney_AreDaysOfSydney()
    {
        var run = await BacktestAsync(Case("zoned_intraday_asx.csv"), "buyAndHold", "--fractional", "--conventions", "standard");

        var figures = run["statistics"]!["standard"]!;
        Assert.Equal(3.698861, (double)figures["sharpe"]!, 1e-6);
        Assert.Equal(0.157854, (double)figures["annualVolatility"]!, 1e-6);
    }

    [SkippableFact]
    public async Task FirstBarOfADayInSydney_IsThatOfTenOClock()
    {
        var rule = _folder.Write("rule.json", """{ "version": 1, "entryLong": "barOfDay == 0", "exitLong": "barOfDay == 1" }""");
        var run = await BacktestAsync(Case("zoned_intraday_asx.csv"), rule, "--fractional", "--conventions", "standard");

        var entries = run["trades"]!.AsArray().Select(t => (int)t!["EntryBar"]!).ToArray();
        Assert.Equal(60, entries.Length);
        Assert.All(entries, bar => Assert.Equal(1, bar % 6));
    }

    [SkippableTheory]
    [InlineData("zoned_monthly_tokyo.csv")]
    [InlineData("lookahead_monthly_naive.csv")]
    public async Task MonthlyBars_WithOrWithoutOffsets_AreKnownAtTheEndOfTheMonth(string months)
    {
        var run = await BacktestAsync(
            Case("lookahead_daily.csv"),
            Case("lookahead_rule.json"),
            "--other",
            "M=" + Case(months),
            "--conventions",
            "standard",
            "--fractional"
        );

        Assert.Equal(7858.84, (double)run["equity_final"]!, 0.005);
    }

    [SkippableTheory]
    // Whole units for 10,000 at the open of the third bar, valued at the last close.
    [InlineData("coingecko.csv", 22_266, 0.4491, 0.4718)]
    [InlineData("zh_headers.csv", 968, 10.33, 10.76)]
    public async Task StatisticsBesidePrices_AreNotBought(string file, int units, double bought, double last)
    {
        var run = await BacktestAsync(Case(file), "buyAndHold");

        Assert.Equal(10_000 + (units * (last - bought)), (double)run["equity_final"]!, 1e-6);
    }

    private static string Case(string file) => SharedFiles.Require("data/cases/" + file);

    private static async Task<JsonNode> BacktestAsync(string bars, string strategy, params string[] options)
    {
        var run = await CommandRun.OfAsync(["backtest", "--bars", bars, "--strategy", strategy, "--json", .. options]);
        Assert.True(run.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"exit code {run.ExitCode}: {run.Error}"));
        return JsonNode.Parse(run.Out)!;
    }
}
