using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Markets;
using Simulator.Reporting;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;
using Simulator.Tests.Simulation.Reporting;
using Simulator.Text;

namespace Simulator.Tests.Simulation.Evaluation;

public sealed class RobustnessFindingsTests
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new NaNAsNullConverter() } };

    [Fact]
    public void MarketOrders_HaveNoBand_ButADistributionAndAPValue()
    {
        var found = Find(TestMarkets.Random(3, 600), () => new SmaCross(5, 20));

        Assert.Equal((0, 0, 0.0), (found.Fills!.Candidates, found.Fills.AmbiguousBars, found.Fills.HalfWidth));
        Assert.Equal(found.Fills.Return, found.Bootstrap!.Return.Observed, 12);
        Assert.InRange(found.Entries!.PValue, 1.0 / (found.EntryDraws + 1), 1);
        Assert.Equal(RobustnessFindings.MostDraws, found.Bootstrap.Draws);
    }

    [Fact]
    public void Brackets_HaveABandAroundTheRun_AndNameTheBars()
    {
        var found = Find(TestMarkets.Random(3, 1_500), () => new StopBreakout());

        Assert.True(found.Fills!.AmbiguousBars > 0);
        Assert.InRange(found.Fills.Return, found.Fills.LowestReturn, found.Fills.HighestReturn);
        Assert.Equal(Math.Min(found.Fills.AmbiguousBars, FillAmbiguity.MostListed), found.Fills.Widest.Count);
        Assert.Equal(found.Fills.Widest.OrderByDescending(b => b.HighestEquity - b.LowestEquity).First(), found.Fills.Widest[0]);
    }

    [Fact]
    public void SameSeed_SameBits_AnotherSeed_OtherDraws()
    {
        var series = TestMarkets.Random(3, 600);
        string Once(long seed) => JsonSerializer.Serialize(Find(series, () => new SmaCross(5, 20), seed), s_json);

        Assert.Equal(Once(1), Once(1));
        Assert.NotEqual(Once(1), Once(2));
    }

    [Fact]
    public void ShortRunWithoutATrade_SaysWhatIsMissing()
    {
        var found = Find(TestMarkets.Random(3, 60), () => new HoldCash(), firstBar: 50);

        Assert.Null(found.Bootstrap);
        Assert.Null(found.Entries);
        Assert.True(double.IsNaN(found.MinimumTrackRecordPeriods));
        Assert.Equal(
            JsonSerializer.Serialize(found, s_json),
            JsonSerializer.Serialize(
                JsonSerializer.Deserialize<RobustnessFindings>(JsonSerializer.Serialize(found, s_json), s_json),
                s_json
            )
        );
    }

    [Fact]
    public void StoredReportOfBefore_ReadsWithoutThem()
    {
        var json = JsonSerializer.SerializeToNode(Build(TestMarkets.Random(3, 300), () => new SmaCross(5, 20)), s_json)!.AsObject();
        Assert.True(json.Remove("robustness"));

        Assert.Null(json.Deserialize<PerformanceReport>(s_json)!.Robustness);
    }

    private static RobustnessFindings Find(BarSeries series, Func<IStrategy> strategy, long seed = 7, int firstBar = 20) =>
        Build(series, strategy, seed, firstBar).Robustness!;

    private static PerformanceReport Build(BarSeries series, Func<IStrategy> strategy, long seed = 7, int firstBar = 20) =>
        TestReports.Of(
            new RunUnderTest
            {
                Series = series,
                Execution = new ExecutionSpec(),
                Capital = new CapitalSpec(),
                Strategy = strategy,
                Seed = seed,
                Result = BacktestEngine.Run(series, firstBar, series.Count - 1, strategy(), new ExecutionSpec(), new CapitalSpec()),
            }
        );
}
