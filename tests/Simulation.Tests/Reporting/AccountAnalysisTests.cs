using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Reporting;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;
using Simulator.Text;

namespace Simulator.Tests.Simulation.Reporting;

public sealed class AccountAnalysisTests
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new NaNAsNullConverter() } };

    [Fact]
    public void Report_HasEveryTable_OfALongRun()
    {
        var analysis = Build(900, 100, new SmaCross(5, 20)).Analysis!;

        Assert.InRange(analysis.Drawdowns.Count, 1, 10);
        Assert.NotEmpty(analysis.Years);
        Assert.Equal(6, analysis.Risk.Count);
        Assert.Equal(550, analysis.RiskTest!.Periods);
        Assert.Equal(["volatility", "trend", "year"], analysis.Regimes.Select(r => r.Kind).Distinct());
        Assert.Equal(analysis.AllTrades!.Trades, (analysis.LongTrades?.Trades ?? 0) + (analysis.ShortTrades?.Trades ?? 0));
        Assert.Equal(800, analysis.OverBuyAndHold!.Periods);
        Assert.Equal(analysis.Rolling!.Times.Length, analysis.Rolling.Beta.Length);
        Assert.True(double.IsFinite(analysis.Sharpe!.Lower95));
        Assert.Equal(SharpeBootstrap.MostDraws, analysis.SharpeResampled!.Draws);
    }

    [Fact]
    public void ShortRun_LeavesOutWhatItCannotKnow()
    {
        var report = Build(60, 50, new BuyAndHold());

        Assert.Null(report.Analysis!.RiskTest);
        Assert.Null(report.Analysis.Rolling);
        Assert.Null(report.Analysis.OverBuyAndHold);
        Assert.Null(report.Analysis.ShortTrades);
    }

    [Fact]
    public void ResampledSharpe_OfIndependentReturns_IsAsWideAsLosError()
    {
        // Independent returns: the percentile interval is about ±1.96 standard errors, around the same ratio.
        var analysis = Build(900, 100, new BuyAndHold()).Analysis!;
        var (error, resampled) = (analysis.Sharpe!, analysis.SharpeResampled!);

        Assert.InRange((resampled.Upper95 - resampled.Lower95) / (2 * 1.96 * error.StandardError), 0.85, 1.15);
        Assert.InRange(error.Sharpe, resampled.Lower95, resampled.Upper95);
        Assert.Equal(resampled, Build(900, 100, new BuyAndHold()).Analysis!.SharpeResampled);
    }

    [Fact]
    public void ResampledSharpe_OfAnAccountThatNeverMoves_IsAbsent() =>
        Assert.Null(Build(300, 100, new HoldCash()).Analysis!.SharpeResampled);

    [Fact]
    public void Json_RoundTrips_BitForBit()
    {
        var json = JsonSerializer.Serialize(Build(900, 100, new SmaCross(5, 20)), s_json);
        var back = JsonSerializer.Deserialize<PerformanceReport>(json, s_json)!;

        Assert.Equal(json, JsonSerializer.Serialize(back, s_json));
        Assert.Contains("\"drawdowns\":[{\"depth\":", json, StringComparison.Ordinal);
        Assert.True(back.Analysis!.Years[0].Months.Length == 12);
    }

    [Fact]
    public void ReportOfBefore_WithoutTheTables_StillLoads()
    {
        var stored = JsonNode.Parse(JsonSerializer.Serialize(Build(300, 100, new SmaCross(5, 20)), s_json))!.AsObject();
        stored.Remove("analysis");
        foreach (var account in stored["accounts"]!.AsArray())
        {
            account!["otherDialects"]!.AsObject().Remove("lean");
            account["statistics"]!.AsObject().Remove("valueAtRisk95");
        }
        var report = stored.Deserialize<PerformanceReport>(s_json)!;

        Assert.Null(report.Analysis);
        Assert.Equal(200, report.Accounts[0].Equity.Length);
    }

    [Fact]
    public void LongRun_IsAnalysedInTime_WithThinnedCurves()
    {
        var analysis = Build(20_000, 0, new SmaCross(5, 20)).Analysis!;

        Assert.InRange(analysis.Rolling!.Times.Length, 500, AccountAnalysis.MaxRollingPoints);
        Assert.Equal(10, analysis.Drawdowns.Count);
    }

    private static PerformanceReport Build(int bars, int firstBar, IStrategy strategy)
    {
        var series = TestMarkets.Random(3, bars, dailyVolatility: 0.01);
        return TestReports.Of(
            new RunUnderTest
            {
                Series = series,
                Execution = new ExecutionSpec(),
                Capital = new CapitalSpec(),
                Result = BacktestEngine.Run(series, firstBar, bars - 1, strategy, new ExecutionSpec(), new CapitalSpec()),
            },
            strategy.Name
        );
    }
}
