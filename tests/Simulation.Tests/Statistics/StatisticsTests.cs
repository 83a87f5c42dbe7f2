using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Statistics;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Statistics;

public sealed class StatisticsTests
{
    // Percent, from the unit tests of empyrical-reloaded (“mixed returns”); its annual return counts the missing first day.
    private static readonly double[] s_mixed = [0.01, 0.10, -0.04, 0.02, 0.03, 0.02, 0.01, -0.10];

    [Fact]
    public void ReturnFigures_MixedReturns_AsPublished()
    {
        Assert.Equal(1.7238613961706866, ReturnFigures.Sharpe(s_mixed, 252), 12);
        Assert.Equal(2.605531251673693, ReturnFigures.Sortino(s_mixed, 252), 12);
        Assert.Equal(0.6044832503882965, ReturnFigures.DownsideRisk(s_mixed, 252), 12);
        Assert.Equal(0.9136465399704637, ReturnFigures.Volatility(s_mixed, 252), 12);
        Assert.Equal(1.9135925373194231, ReturnFigures.AnnualReturn([0, .. s_mixed], 252), 12);
        Assert.Equal(0.1, ReturnFigures.MaxDrawdown(s_mixed), 12);
        Assert.Equal(0.1529973665111273, ReturnFigures.Stability(s_mixed), 12);
    }

    [Fact]
    public void ProbabilisticSharpe_PaperExample_AsPublished() =>
        Assert.Equal(0.91323430688486018, Overfitting.ProbabilisticSharpe(1.585 / Math.Sqrt(12), 24, -2.448, 10.164), 10);

    [Fact]
    public void DeflatedSharpe_PaperExample_AsPublished()
    {
        Assert.Equal(2.5306028932016846, Overfitting.ExpectedMaximum(100), 8);
        Assert.Equal(0.90039683444939034, Overfitting.DeflatedSharpe(2.5 / Math.Sqrt(250), 1250, -3, 10, 100, 0.5 / 250), 8);
        Assert.Equal(0.9505017, Overfitting.DeflatedSharpe(2.5 / Math.Sqrt(250), 1250, -3, 10, 46, 0.5 / 250), 6);
    }

    [Fact]
    public void MinimumTrackRecord_PaperExamples_AsPublished()
    {
        Assert.Equal(2.7311878017281761, Overfitting.MinimumTrackRecord(2 / Math.Sqrt(250), 0, 3, 1 / Math.Sqrt(250)) / 250, 6);
        Assert.Equal(2.8288335869452368, Overfitting.MinimumTrackRecord(2 / Math.Sqrt(52), 0, 3, 1 / Math.Sqrt(52)) / 52, 6);
        Assert.Equal(27.352920196040301, Overfitting.MinimumTrackRecord(3 / Math.Sqrt(12), -0.72, 5.78, 2.5 / Math.Sqrt(12)) / 12, 6);
        Assert.Equal(4.9980870044434038, Overfitting.MinimumBacktestYears(45, 1), 8);
    }

    [Fact]
    public void DeflatedSharpe_MoreTrials_IsLower()
    {
        double[] returns = [.. Enumerable.Range(0, 500).Select(i => 0.001 + (0.01 * Math.Sin(i * 1.7)))];

        Assert.Equal(Overfitting.ProbabilisticSharpe(returns), Overfitting.DeflatedSharpe(returns, 1), 12);
        Assert.True(Overfitting.DeflatedSharpe(returns, 100) < Overfitting.DeflatedSharpe(returns, 10));
    }

    [Fact]
    public void Moments_SmallSample_ByHand()
    {
        // 1 2 3 10: mean 4, deviations −3 −2 −1 6; squares 9 4 1 36 = 50, cubes −27 −8 −1 216 = 180, fourths 81 16 1 1296 = 1394.
        double[] x = [1, 2, 3, 10];

        Assert.Equal(50 / 3.0, Moments.Variance(x), 12);
        Assert.Equal(45 / Math.Pow(12.5, 1.5), Moments.Skewness(x), 12);
        Assert.Equal(348.5 / (12.5 * 12.5), Moments.Kurtosis(x), 12);
    }

    [Fact]
    public void Drawdowns_OfACurve_ByHand()
    {
        var stretches = Drawdowns.Stretches([100, 120, 90, 120, 130, 117, 104], [0, 1, 2, 3, 4, 6, 9]);

        Assert.Equal(2, stretches.Count);
        Assert.Equal(0.25, stretches[0].Depth, 12);
        Assert.Equal((2.0, 1, 3), (stretches[0].Days, stretches[0].PeakPoint, stretches[0].EndPoint));
        Assert.Equal(0.2, stretches[1].Depth, 12);
        Assert.Equal((5.0, 4, 6), (stretches[1].Days, stretches[1].PeakPoint, stretches[1].EndPoint));
    }

    [Fact]
    public void StandardFigures_OfThreeDays_ByHand()
    {
        // Buys 10 at 100 on day 1 of 1,000: closes 110, 99, 121 → equity 1,100, 990, 1,210; returns 10 %, −10 %, 22.2̄ %.
        var series = TestMarkets.OpenClose((100, 100), (100, 110), (110, 99), (100, 121));
        var result = BacktestEngine.Run(
            series,
            1,
            3,
            new BuyAndHold(),
            new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 },
            new CapitalSpec { Amount = 1_000 }
        );
        var figures = StatisticCatalogue.Compute(series, result);
        double[] r = [0.1, -0.1, (1_210 / 990.0) - 1];
        var (mean, sd) = (r.Average(), Math.Sqrt(r.Sum(x => Math.Pow(x - r.Average(), 2)) / 2));

        Assert.Equal(0.21, figures["returnFraction"], 12);
        Assert.Equal(Math.Pow(1.21, 365 / 3.0) - 1, figures["annualReturn"], 4);
        Assert.Equal(Math.Pow(1.21, 365.25 / 3) - 1, figures["cagr"], 4);
        Assert.Equal(mean / sd * Math.Sqrt(365), figures["sharpe"], 10);
        Assert.Equal(mean * 365 / (0.1 / Math.Sqrt(3) * Math.Sqrt(365)), figures["sortino"], 10);
        Assert.Equal(sd * Math.Sqrt(365), figures["annualVolatility"], 10);
        Assert.Equal(0.1, figures["maxDrawdown"], 12);
        Assert.Equal(2, figures["maxDrawdownDurationDays"]);
        Assert.Equal((0.0, 1.0, 1.0), (figures["trades"], figures["openTrades"], figures["timeInMarket"]));
        Assert.Equal(1, figures["beta"], 12);
        Assert.Equal(0, figures["alpha"], 12);
        Assert.Equal(0.21, figures["marketReturn"], 12);
        Assert.Equal(3, figures["durationDays"]);
        Assert.True(double.IsNaN(figures["winRate"]));
    }

    [Fact]
    public void TradeFigures_OfThreeTrades_ByHand()
    {
        Trade[] trades = [Trade(100, 0.1), Trade(-50, -0.05), Trade(30, 0.02)];

        Assert.Equal(2 / 3.0, TradeFigures.WinRate(trades), 12);
        Assert.Equal(130 / 50.0, TradeFigures.ProfitFactor(trades, t => t.ProfitLoss), 12);
        Assert.Equal(0.12 / 0.05, TradeFigures.ProfitFactor(trades, t => t.ReturnFraction), 12);
        Assert.Equal(Math.Pow(1.1 * 0.95 * 1.02, 1 / 3.0) - 1, TradeFigures.GeometricMean(trades), 12);
        Assert.Equal((2 / 3.0) - (1 / 3.0 / (65 / 50.0)), TradeFigures.Kelly(trades), 12);
        Assert.Equal(
            Math.Sqrt(3)
                * (80 / 3.0)
                / Math.Sqrt((Math.Pow(100 - (80 / 3.0), 2) + Math.Pow(-50 - (80 / 3.0), 2) + Math.Pow(30 - (80 / 3.0), 2)) / 2),
            TradeFigures.Sqn(trades),
            12
        );
    }

    [Fact]
    public void NoTrade_FiguresThatNeedOne_AreUndefinedNotZero()
    {
        var series = TestMarkets.Random(1, 50);
        var result = BacktestEngine.Run(series, 0, 49, new HoldCash(), new ExecutionSpec(), new CapitalSpec());
        var figures = StatisticCatalogue.Compute(series, result);

        string[] undefined =
        [
            "sharpe",
            "sortino",
            "calmar",
            "winRate",
            "profitFactor",
            "expectancy",
            "sqn",
            "kelly",
            "bestTrade",
            "averageDrawdown",
            "probabilisticSharpe",
        ];
        Assert.All(undefined, key => Assert.True(double.IsNaN(figures[key]), key));
        Assert.Equal((0.0, 0.0, 0.0), (figures["returnFraction"], figures["annualVolatility"], figures["maxDrawdown"]));
    }

    [Fact]
    public void Returns_OfIntradayBars_AreTakenPerTradingDay()
    {
        // Hourly bars over three UTC days; the bar that closes at midnight belongs to the day that ends.
        var start = new DateTime(2024, 3, 1, 1, 0, 0, DateTimeKind.Utc);
        double[] price = [.. Enumerable.Range(0, 72).Select(i => 100.0 + i)];
        var series = new BarSeries(
            "H",
            [.. Enumerable.Range(0, 72).Select(i => start.AddHours(i).Ticks)],
            price,
            price,
            price,
            price,
            price
        )
        {
            Calendar = MarketCalendar.Crypto,
            Interval = BarInterval.Minutes(60),
        };
        var result = BacktestEngine.Run(series, 0, 71, new BuyAndHold(), new ExecutionSpec(), new CapitalSpec());
        var account = new AccountFigures(series, result);

        Assert.Equal([23, 47, 71], account.PeriodEnds);
        Assert.Equal(1 + account.TotalReturn, account.Returns.Aggregate(1.0, (growth, r) => growth * (1 + r)), 12);
    }

    [Fact]
    public void DurationsAcrossDaylightSaving_AreWholeDays()
    {
        // New York moved its clocks on 2021-03-14: the closes of 12 and 15 March are 71 hours apart, three dates all the same.
        DateOnly[] days = [new(2021, 3, 12), new(2021, 3, 15)];
        double[] price = [1, 1];
        var series = new BarSeries("NY", [.. days.Select(d => MarketCalendar.Nyse.CloseOf(d).Ticks)], price, price, price, price, price);
        var result = BacktestEngine.Run(series, 0, 1, new HoldCash(), new ExecutionSpec(), new CapitalSpec());

        Assert.Equal(3, StatisticCatalogue.Compute(series, result)["durationDays"]);
    }

    [Theory]
    [InlineData(StatisticDialect.Standard)]
    [InlineData(StatisticDialect.BacktestingPy)]
    [InlineData(StatisticDialect.Empyrical)]
    [InlineData(StatisticDialect.Lean)]
    public void Catalogue_EveryFigure_HasUniqueKeyNameFormulaAndSource(StatisticDialect dialect)
    {
        var all = StatisticCatalogue.Of(dialect);

        Assert.Equal(all.Count, all.Select(s => s.Key).Distinct().Count());
        Assert.All(all, s => Assert.True(s.Name.Length > 0 && s.Formula.Length > 0 && s.Source.Length > 0, s.Key));
        Assert.All(all, s => Assert.Same(s, StatisticCatalogue.Find(s.Key, dialect)));
    }

    private static Trade Trade(double profit, double fraction) =>
        new()
        {
            Size = 1,
            EntryBar = 0,
            ExitBar = 1,
            EntryTime = default,
            ExitTime = default,
            EntryPrice = 1,
            ExitPrice = 1,
            Commission = 0,
            ProfitLoss = profit,
            ReturnFraction = fraction,
        };
}
