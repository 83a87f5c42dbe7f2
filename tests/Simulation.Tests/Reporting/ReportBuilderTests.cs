using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Markets;
using Simulator.Reporting;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;
using Simulator.Text;

namespace Simulator.Tests.Simulation.Reporting;

public sealed class ReportBuilderTests
{
    [Fact]
    public void Report_HasTheAccountBuyAndHoldAndCash_OverTheSamePoints()
    {
        var report = Build(TestMarkets.Random(3, 400), 100, new SmaCross(5, 20));

        Assert.Equal(["sma", "buy and hold", "cash"], report.Accounts.Select(a => a.Name));
        Assert.All(report.Accounts, a => Assert.Equal((300, 300, 300), (a.Equity.Length, a.Drawdown.Length, a.Exposure.Length)));
        Assert.Equal((100, 399), (report.Prices.Bars[0], report.Prices.Bars[^1]));
        Assert.All(report.Accounts[2].Equity, e => Assert.Equal(100_000, e));
        Assert.Equal(report.Accounts[0].Equity[^1], report.Accounts[0].Statistics["finalEquity"]);
        Assert.Equal(report.Accounts[0].Equity[^1], report.Accounts[0].OtherDialects["backtestingPy"]["Equity Final [$]"]);
        Assert.True(Assert.Single(report.Honesty.Checks).Passed);
    }

    [Fact]
    public void BuyAndHold_PaysTheSameCosts_AndIsNotLevered()
    {
        var report = Build(TestMarkets.Random(3, 100), 10, new SmaCross(2, 5), new ExecutionSpec { CommissionRate = 0.01, Leverage = 3 });

        Assert.InRange(report.Accounts[1].Statistics["commissions"], 900, 1_000);
        Assert.InRange(report.Accounts[1].Exposure.Max(), 0.9, 1.1);
    }

    [Fact]
    public void BuyAndHoldAsStrategy_IsRecognisedAndNotListedTwice()
    {
        var report = Build(TestMarkets.Random(3, 400), 100, new BuyAndHold());

        Assert.Contains("it is buy-and-hold itself", report.Sentence, StringComparison.Ordinal);
        Assert.Equal(["sma", "cash"], report.Accounts.Select(a => a.Name));
        Assert.Contains(report.Honesty.Notes, n => n.Contains("that baseline is not listed", StringComparison.Ordinal));
    }

    [Fact]
    public void AccountThatDoesNotAddUp_FailsItsCheck()
    {
        var series = TestMarkets.Random(3, 200);
        var input = Input(series, 50, new SmaCross(2, 5), new ExecutionSpec());
        input.Result.Equity[^1] *= 2;
        var report = TestReports.Of(input, "sma");

        Assert.False(Assert.Single(report.Honesty.Checks).Passed);
        Assert.Contains("a check failed (account adds up)", report.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void LongRun_IsThinned_KeepingTheDeepestDrawdownAndTheHighestPrice()
    {
        var series = TestMarkets.Random(9, 50_000, dailyVolatility: 0.002);
        var input = Input(series, 0, new SmaCross(5, 20), new ExecutionSpec { CommissionRate = 0 });
        var report = TestReports.Of(input, "sma");

        Assert.InRange(report.Prices.Bars.Length, 3_000, ReportBuilder.MaxCurvePoints);
        Assert.Equal(report.Accounts[0].Statistics["maxDrawdown"], report.Accounts[0].Drawdown.Max());
        Assert.Equal(report.Accounts[1].Statistics["maxDrawdown"], report.Accounts[1].Drawdown.Max());
        Assert.Equal(input.Result.Equity.Max(), report.Accounts[0].Equity.Max());
        Assert.Equal(input.Result.Equity.Min(), report.Accounts[0].Equity.Min());
        Assert.Equal(series.High.Max(), report.Prices.High.Max());
        Assert.Equal(series.Low.Min(), report.Prices.Low.Min());
        Assert.Equal(report.Prices.Bars.Order().Distinct(), report.Prices.Bars);
        Assert.Contains(report.Honesty.Notes, n => n.StartsWith("curves show at most 4,000 of 50,000 bars", StringComparison.Ordinal));
    }

    [Fact]
    public void ManyTrades_AreCut_AndItIsSaid()
    {
        var report = Build(
            TestMarkets.Random(9, 40_000),
            0,
            new SmaCross(1, 2),
            new ExecutionSpec
            {
                CommissionRate = 0,
                SlippageBps = 0,
                FractionalUnits = true,
            }
        );

        Assert.Equal(ReportBuilder.MaxTrades, report.Trades.Count);
        Assert.True(report.Accounts[0].Statistics["trades"] > ReportBuilder.MaxTrades);
        Assert.Contains(report.Honesty.Notes, n => n.StartsWith("the first 5,000 of", StringComparison.Ordinal));
    }

    [Fact]
    public void Json_UndefinedFigures_AreNullBothWays()
    {
        var report = Build(TestMarkets.Random(3, 60), 50, new HoldCash());
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new NaNAsNullConverter() } };
        var json = JsonSerializer.Serialize(report, options);
        var back = JsonSerializer.Deserialize<PerformanceReport>(json, options)!;

        Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
        Assert.Contains("\"sharpe\":null", json, StringComparison.Ordinal);
        Assert.True(double.IsNaN(back.Accounts[0].Statistics["sharpe"]));
        Assert.Equal(json, JsonSerializer.Serialize(back, options));
    }

    [Fact]
    public void Report_IsTheSameTwice()
    {
        var options = new JsonSerializerOptions { Converters = { new NaNAsNullConverter() } };
        string Once() => JsonSerializer.Serialize(Build(TestMarkets.Random(3, 400), 100, new SmaCross(5, 20)), options);

        Assert.Equal(Once(), Once());
    }

    private static PerformanceReport Build(BarSeries series, int firstBar, IStrategy strategy, ExecutionSpec? execution = null) =>
        TestReports.Of(Input(series, firstBar, strategy, execution ?? new ExecutionSpec()), "sma");

    private static RunUnderTest Input(BarSeries series, int firstBar, IStrategy strategy, ExecutionSpec execution) =>
        new()
        {
            Series = series,
            Execution = execution,
            Capital = new CapitalSpec(),
            Result = BacktestEngine.Run(series, firstBar, series.Count - 1, strategy, execution, new CapitalSpec()),
        };
}
