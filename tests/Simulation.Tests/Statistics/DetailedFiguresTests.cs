using Simulator.Backtesting;
using Simulator.Numerics;
using Simulator.Seeding;
using Simulator.Statistics;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Statistics;

public sealed class DetailedFiguresTests
{
    [Fact]
    public void ShapeFigures_OfFourReturns_ByHand()
    {
        double[] r = [-0.02, -0.01, 0.03, 0.05];

        Assert.Equal(0.08 / 0.03, ShapeFigures.Omega(r), 12);
        Assert.Equal(0.05 / 0.03, ShapeFigures.GainToPain(r), 12);
        Assert.Equal(0.06 / 0.05, ShapeFigures.Omega(r, 0.01), 10); // 2 + 4 above, 3 + 2 below
        // Quantiles at 0.05 and 0.95 of four values: 15 % of the way from the ends inward.
        Assert.Equal((0.05 - (0.15 * 0.02)) / (0.02 - (0.15 * 0.01)), ShapeFigures.TailRatio(r), 12);
        Assert.Equal(Math.Sqrt((0.01 + 0.04) / 4), ShapeFigures.UlcerIndex([0, 0.1, 0.2, 0]), 12);
        Assert.True(double.IsNaN(ShapeFigures.Omega([0.01, 0.02])));
    }

    [Fact]
    public void RelativeFigures_OfTwiceTheBenchmark_AreKnown()
    {
        double[] m = [0.01, -0.02, 0.015, 0.005, -0.01];
        double[] r = [.. m.Select(x => (2 * x) + 0.001)];
        var relative = RelativeFigures.Of(r, m, 252);

        Assert.Equal(2, relative.Beta, 12);
        Assert.Equal(0.252, relative.Alpha, 12);
        Assert.Equal(1, relative.Correlation, 12);
        Assert.Equal(Moments.StandardDeviation(m) * Math.Sqrt(252), relative.TrackingError, 12);
        Assert.Equal((Moments.Mean(m) + 0.001) * 252 / relative.TrackingError, relative.InformationRatio, 10);
        Assert.Equal(
            ReturnFigures.AnnualReturn([0.021, 0.031, 0.011], 252) / ReturnFigures.AnnualReturn([0.01, 0.015, 0.005], 252),
            relative.UpCapture,
            10
        );
        Assert.Equal(
            ReturnFigures.AnnualReturn([-0.039, -0.019], 252) / ReturnFigures.AnnualReturn([-0.02, -0.01], 252),
            relative.DownCapture,
            10
        );
    }

    [Fact]
    public void RelativeFigures_OfTheBenchmarkItself_AreOneAndZero()
    {
        double[] m = [0.01, -0.02, 0.015, 0.005, -0.01];
        var relative = RelativeFigures.Of(m, m, 252);

        Assert.Equal((1.0, 1.0, 1.0), (relative.Beta, relative.UpCapture, relative.DownCapture));
        Assert.Equal((0.0, 0.0), (relative.Alpha, relative.TrackingError));
        Assert.True(double.IsNaN(relative.InformationRatio));
    }

    [Fact]
    public void TradeSummary_OfALongAndAShort_ByHand()
    {
        // Long 1 at 100 over bars 1 … 2 (low 95, high 112), out at 110; short 1 at 110 over bars 2 … 4 (low 104, high 121), out at 120.
        var series = TestMarkets.Ohlc(
            (100, 100, 100, 100),
            (100, 108, 95, 108),
            (110, 112, 106, 110),
            (110, 121, 104, 119),
            (120, 120, 118, 119)
        );
        var strategy = new ScriptedStrategy(c =>
        {
            if (c.Bar == 0)
                c.Orders.BuyUnits(1);
            else if (c.Bar == 1)
                c.Orders.SellUnits(2);
            else if (c.Bar == 3)
                c.Orders.CloseAll();
        });
        var result = BacktestEngine.Run(
            series,
            1,
            4,
            strategy,
            new ExecutionSpec
            {
                CommissionRate = 0,
                SlippageBps = 0,
                AllowShort = true,
            },
            new CapitalSpec { Amount = 1_000 }
        );
        var figures = StatisticCatalogue.ComputeEverything(new AccountFigures(series, result), StatisticDialect.Standard);

        Assert.Equal(2, result.Trades.Count);
        Assert.Equal(
            (1.0, 10.0, 1.0, -10.0),
            (figures["longTrades"], figures["longProfit"], figures["shortTrades"], figures["shortProfit"])
        );
        Assert.Equal((1.0, 0.0), (figures["longWinRate"], figures["shortWinRate"]));
        Assert.Equal(1, figures["payoff"], 12);
        Assert.Equal(0, figures["expectancyMoney"], 12);
        Assert.Equal((1.0, 1.0), (figures["longestWinningStreak"], figures["longestLosingStreak"]));
        Assert.Equal(
            (0.05, 0.12),
            (TradeSummary.Excursion(series, result.Trades[0]).Adverse, TradeSummary.Excursion(series, result.Trades[0]).Favourable)
        );
        Assert.Equal(
            (11 / 110.0, 6 / 110.0),
            (TradeSummary.Excursion(series, result.Trades[1]).Adverse, TradeSummary.Excursion(series, result.Trades[1]).Favourable)
        );
        Assert.Equal((0.05 + 0.1) / 2, figures["adverseExcursion"], 12);
    }

    [Fact]
    public void Streaks_AreOfTradesInOrder_AndZeroEndsThem()
    {
        var series = TestMarkets.Random(1, 5);
        double[] profits = [1, 2, 0, 3, -1, -1, -1, 5];
        var summary = TradeSummary.Of(series, [.. profits.Select(p => Trade(p))]);

        Assert.Equal((2, 3), (summary.LongestWinningStreak, summary.LongestLosingStreak));
        Assert.Equal(11 / 4.0, summary.Payoff, 12);
        Assert.Equal(8 / 8.0, summary.ExpectancyMoney, 12);
        Assert.Equal(0.5, summary.WinRate, 12);
    }

    [Fact]
    public void CostDrag_IsTheCostsShareOfEquityPerYear()
    {
        var series = TestMarkets.Random(5, 731);
        var result = BacktestEngine.Run(
            series,
            1,
            730,
            new SmaCross(3, 9),
            new ExecutionSpec { CommissionRate = 0.001, SlippageBps = 5 },
            new CapitalSpec()
        );
        var figures = StatisticCatalogue.ComputeEverything(new AccountFigures(series, result), StatisticDialect.Standard);

        // 730 days are two years of a market that trades every day.
        Assert.Equal(result.Commissions / result.Equity.Average() / 2, figures["commissionDrag"], 12);
        Assert.Equal(result.SlippageCost / result.Equity.Average() / 2, figures["slippageDrag"], 12);
        Assert.True(figures["commissionDrag"] > 0 && figures["slippageDrag"] > 0);
        Assert.Equal(0, figures["financingDrag"]);
    }

    [Fact]
    public void FinancingDrag_OfAHoldingOnBorrowedCash_IsWhatItPaid()
    {
        var series = TestMarkets.Random(5, 366, dailyVolatility: 0.002);
        var execution = new ExecutionSpec
        {
            CommissionRate = 0,
            SlippageBps = 0,
            Leverage = 2,
            Financing = new FinancingSpec { DebitRatePerYear = 0.06 },
        };
        var result = BacktestEngine.Run(series, 1, 365, new BuyAndHold(), execution, new CapitalSpec());
        var figures = StatisticCatalogue.ComputeEverything(new AccountFigures(series, result), StatisticDialect.Standard);

        Assert.True(result.InterestPaid > 0);
        Assert.Equal(result.InterestPaid / result.Equity.Average(), figures["financingDrag"], 12); // 365 days are a year
    }

    [Fact]
    public void BestAndWorst_OfDaysWeeksAndMonths_AreThoseOfTheCalendar()
    {
        var account = TablesTests.Hold(new DateOnly(2020, 12, 30), 100, 110, 99, 108.9);
        var figures = StatisticCatalogue.ComputeEverything(account, StatisticDialect.Standard);

        Assert.Equal((0.1, -0.1), (Math.Round(figures["bestDay"], 12), Math.Round(figures["worstDay"], 12)));
        Assert.Equal((0.1, -0.01), (Math.Round(figures["bestMonth"], 12), Math.Round(figures["worstMonth"], 12)));
        Assert.Equal(0.5, figures["winningMonths"]);
        Assert.Equal(2 / 3.0, figures["winningDays"], 12);
    }

    [Fact]
    public void SharpeErrors_OfANormalSample_AreLosAndAgree()
    {
        var random = new SplitMix64(3);
        double[] r = [.. Enumerable.Range(0, 2_520).Select(_ => 0.0005 + (0.01 * random.NextGaussian()))];
        var error = SharpeConfidence.Of(r, 252);
        var perPeriod = Moments.Mean(r) / Moments.StandardDeviation(r);

        // Ten years: √((1 + SR²/2)/2520)·√252, about 0.32 whatever the way.
        Assert.Equal(Math.Sqrt((1 + (perPeriod * perPeriod / 2)) / 2520) * Math.Sqrt(252), error.StandardError, 12);
        Assert.InRange(error.MomentStandardError / error.StandardError, 0.97, 1.03);
        Assert.InRange(error.AutocorrelatedStandardError / error.StandardError, 0.85, 1.15);
        Assert.InRange(error.AutocorrelatedSharpe / error.Sharpe, 0.8, 1.25);
        Assert.True(error.Lower95 < error.Sharpe && error.Sharpe < error.Upper95);
    }

    [Fact]
    public void SharpeErrors_CoverTheTruth_NineteenTimesInTwenty()
    {
        var (random, inside) = (new SplitMix64(17), 0);
        var truth = 0.05 * Math.Sqrt(252);
        for (var run = 0; run < 400; run++)
        {
            double[] r = [.. Enumerable.Range(0, 500).Select(_ => 0.05 + random.NextGaussian())];
            var error = SharpeConfidence.Of(r, 252);
            inside += error.Lower95 <= truth && truth <= error.Upper95 ? 1 : 0;
        }

        Assert.InRange(inside / 400.0, 0.92, 0.99);
    }

    [Fact]
    public void SharpeError_OfReturnsThatTrend_IsLargerThanForIndependentOnes()
    {
        // AR(1) with ρ = 0.4: the long-run variance of the mean is (1+ρ)/(1−ρ) = 2.3 times the independent one.
        var random = new SplitMix64(23);
        var r = new double[5_000];
        for (var t = 1; t < r.Length; t++)
            r[t] = (0.4 * r[t - 1]) + random.NextGaussian();
        var error = SharpeConfidence.Of(r, 252);

        Assert.Equal(0.4, SharpeConfidence.Autocorrelation(r, 1), 0.05);
        Assert.InRange(error.AutocorrelatedStandardError / error.StandardError, 1.3, 1.65); // √2.33 = 1.53, less what the lags leave out
    }

    [Fact]
    public void AutocorrelatedSharpe_OfFourReturnsAYear_ByHand()
    {
        // Five returns, so one lag (4·(5/100)^(2/9) = 2.05 → 2, at most n − 2 = 3); D = 2 counts lag 1 only: η = 2/√(2 + 2ρ₁).
        double[] r = [0.01, 0.03, -0.02, 0.02, 0.01];
        var rho = SharpeConfidence.Autocorrelation(r, 1);
        var perPeriod = Moments.Mean(r) / Moments.StandardDeviation(r);

        Assert.Equal(perPeriod * 2 / Math.Sqrt(2 + (2 * rho)), SharpeConfidence.Of(r, 2).AutocorrelatedSharpe, 12);
    }

    [Fact]
    public void Questions_AreAskedOfWhatIsTooGood_AndOfNothingElse()
    {
        var rising = TablesTests.Hold([.. Enumerable.Range(0, 200).Select(i => 100 * Math.Pow(1.002, i) * (1 + (0.0001 * (i % 2))))]);
        var questions = CommonSense.Of(rising);

        Assert.Contains(questions, q => q.StartsWith("A Sharpe ratio of", StringComparison.Ordinal));
        Assert.Contains(questions, q => q.Contains("stale or smoothed prices", StringComparison.Ordinal));
        Assert.Contains("No commission and no slippage were charged.", questions);

        var series = TestMarkets.Random(12, 800);
        var plain = new AccountFigures(
            series,
            BacktestEngine.Run(
                series,
                20,
                799,
                new SmaCross(3, 9),
                new ExecutionSpec { CommissionRate = 0.0001, SlippageBps = 0 },
                new CapitalSpec()
            )
        );
        Assert.DoesNotContain(
            CommonSense.Of(plain),
            q =>
                q.Contains("Sharpe", StringComparison.Ordinal)
                || q.Contains("No commission", StringComparison.Ordinal)
                || q.Contains("smoothed", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Questions_OneLuckyDay_IsNamed()
    {
        var account = TablesTests.Hold([.. Enumerable.Range(0, 100).Select(i => (i < 50 ? 100.0 : 130) - (0.01 * i) + (0.3 * (i % 2)))]);

        Assert.Contains("Without its five best periods the account would have lost money.", CommonSense.Of(account));
    }

    [Fact]
    public void NoTrade_DetailedFiguresThatNeedOne_AreUndefined()
    {
        var series = TestMarkets.Random(1, 50);
        var account = new AccountFigures(series, BacktestEngine.Run(series, 0, 49, new HoldCash(), new ExecutionSpec(), new CapitalSpec()));
        var figures = StatisticCatalogue.ComputeEverything(account, StatisticDialect.Standard);

        Assert.All(
            new[]
            {
                "payoff",
                "expectancyMoney",
                "adverseExcursion",
                "longWinRate",
                "tailRatio",
                "omega",
                "cornishFisherValueAtRisk95",
                "sharpeLower95",
                "correlation",
            },
            key => Assert.True(double.IsNaN(figures[key]), key)
        );
        Assert.Equal((0.0, 0.0, 0.0), (figures["valueAtRisk95"], figures["bestDay"], figures["netExposure"]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(1, 4)]
    public void ShortRuns_EveryFigureOfEveryDialect_IsDefinedOrNaN(int first, int last)
    {
        var series = TestMarkets.Random(1, 5);
        var account = new AccountFigures(
            series,
            BacktestEngine.Run(series, first, last, new BuyAndHold(), new ExecutionSpec(), new CapitalSpec())
        );

        foreach (var dialect in StatisticCatalogue.Dialects)
            Assert.All(StatisticCatalogue.ComputeEverything(account, dialect), f => Assert.False(double.IsInfinity(f.Value), f.Key));
        Assert.All(StatisticCatalogue.ComputeEverything(account, StatisticDialect.Lean), f => Assert.True(double.IsFinite(f.Value), f.Key));
        Assert.NotEmpty(Regimes.Of(account));
        Assert.NotEmpty(CalendarReturns.Years(account));
        Assert.True(DrawdownTable.Of(account).Count <= 2);
    }

    [Fact]
    public void AccountThatIsUsedUp_HasItsTables()
    {
        // Three times the equity in a market that halves.
        var series = TestMarkets.OpenClose([.. Enumerable.Range(0, 80).Select(i => (i < 40 ? 100.0 : 50, i < 40 ? 100.0 : 50))]);
        var result = BacktestEngine.Run(series, 1, 79, new BuyAndHold(), new ExecutionSpec { Leverage = 3 }, new CapitalSpec());
        var account = new AccountFigures(series, result);
        var figures = StatisticCatalogue.ComputeEverything(account, StatisticDialect.Standard);

        Assert.True(result.LiquidatedBar >= 0);
        Assert.Equal((-1.0, 1.0), (figures["worstDay"], DrawdownTable.Of(account)[0].Depth));
        Assert.Null(DrawdownTable.Of(account)[0].Recovery);
        Assert.Equal(-1, CalendarReturns.Years(account)[0].Return, 12);
        Assert.DoesNotContain(CommonSense.Of(account), q => q.Contains("would have lost money", StringComparison.Ordinal));
    }

    [Fact]
    public void Catalogue_DetailedFigures_HaveKeysOfTheirOwn()
    {
        var all = StatisticCatalogue.Everything(StatisticDialect.Standard);

        Assert.Equal(all.Count, all.Select(s => s.Key).Distinct().Count());
        Assert.All(all, s => Assert.True(s.Name.Length > 0 && s.Formula.Length > 0 && s.Source.Length > 0, s.Key));
        Assert.All(all, s => Assert.Same(s, StatisticCatalogue.Find(s.Key)));
    }

    private static Trade Trade(double profit) =>
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
            ReturnFraction = profit / 100,
        };
}
