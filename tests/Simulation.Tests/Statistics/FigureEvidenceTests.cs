using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Robustness.Resampling;
using Simulator.Statistics;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Statistics;

public sealed class FigureEvidenceTests
{
    [Fact]
    public void ThreeBars_TheirAnnualFiguresAreMarked_WithTheBarsTheyNeed()
    {
        var account = Held(3);
        var thin = FigureEvidence.Thin(
            account,
            StatisticDialect.Standard,
            StatisticCatalogue.ComputeEverything(account, StatisticDialect.Standard)
        );
        var byKey = thin.ToDictionary(t => t.Figure);

        Assert.Equal((3, 355, 355L), (byKey["annualReturn"].Has, byKey["annualReturn"].Needs, byKey["annualReturn"].Bars)); // 0.97·365
        Assert.True(byKey["sharpe"].Bars >= 355);
        Assert.Equal(30, byKey["annualVolatility"].Bars);
        Assert.DoesNotContain("returnFraction", byKey.Keys);
        Assert.DoesNotContain("maxDrawdown", byKey.Keys);
    }

    [Fact]
    public void TheSharpeRatio_NeedsTheMoreReturns_TheLargerItIs()
    {
        var account = Held(3);
        var sharpe = ReturnFigures.Sharpe(account.Returns, 1);
        var needs = FigureEvidence
            .Thin(account, StatisticDialect.Standard, StatisticCatalogue.Compute(account, StatisticDialect.Standard))
            .Single(t => t.Figure == "sharpe")
            .Needs;

        Assert.Equal((int)Math.Ceiling(0.97 * 365 * (1 + (sharpe * sharpe / 2))), needs);
    }

    [Fact]
    public void TwoYears_NothingOfTheirReturnsIsMarked()
    {
        var account = Held(730);
        foreach (var dialect in StatisticCatalogue.Dialects)
            Assert.DoesNotContain(
                FigureEvidence.Thin(account, dialect, StatisticCatalogue.ComputeEverything(account, dialect)),
                t => t.Unit == "returns"
            );
    }

    [Fact]
    public void FiveTrades_TheirSharesAreMarked_ByTheRateOfTheRun()
    {
        var series = TestMarkets.Random(3, 400);
        var result = BacktestEngine.Run(
            series,
            0,
            399,
            new SmaCross(5, 60),
            new ExecutionSpec { AllowShort = true },
            new CapitalSpec { Amount = 1e6 }
        );
        var account = new AccountFigures(series, result);
        var trades = account.ClosedTrades.Count;
        Assert.InRange(trades, 1, 29);
        var thin = FigureEvidence
            .Thin(account, StatisticDialect.Standard, StatisticCatalogue.Compute(account, StatisticDialect.Standard))
            .Single(t => t.Figure == "winRate");

        Assert.Equal(("trades", trades, 30, (long)Math.Ceiling(400.0 * 30 / trades)), (thin.Unit, thin.Has, thin.Needs, thin.Bars));
    }

    [Fact]
    public void EveryFigureOfTheTable_IsInTheCatalogue()
    {
        var keys = StatisticCatalogue.Dialects.ToDictionary(d => d, d => StatisticCatalogue.Everything(d).Select(s => s.Key).ToHashSet());
        Assert.All(FigureEvidence.Figures, f => Assert.Contains(f.Figure, keys[f.Dialect]));
    }

    [Fact]
    public void Words_AreInOneUnitOnBothSides()
    {
        var account = Held(3);
        var thin = FigureEvidence
            .Thin(account, StatisticDialect.Standard, StatisticCatalogue.Compute(account, StatisticDialect.Standard))
            .Single(t => t.Figure == "annualVolatility");

        Assert.Equal((3, 30), (thin.HasBars, thin.Bars));
        Assert.Equal("3 of 30 returns, 3 of about 30 bars", thin.Words);
    }

    [Theory]
    [InlineData(3, "too little behind it: 3 of 30 returns")]
    [InlineData(29, "too little behind it: 29 of 30 returns")]
    [InlineData(30, "")]
    public void Draws_OfFewReturns_SaySo(int bars, string said)
    {
        var note = AccountResampling.Bootstrap(Held(bars), 10, 1).Note;

        Assert.EndsWith(said.Length == 0 ? "periods" : "periods; " + said, note, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_OfThreeBars_SaysWhatTheFiguresNeed()
    {
        var account = Held(3);
        var facts = RunFacts.Of(account, account, "buy and hold", 1, [], isPortfolio: false);

        Assert.Contains(
            "3 bars are too few for some figures: annual volatility needs about 30 bars, annual return needs about 355 bars",
            Verdict.Sentence(facts),
            StringComparison.Ordinal
        );
    }

    private static AccountFigures Held(int bars)
    {
        var series = TestMarkets.Random(11, bars);
        return new AccountFigures(
            series,
            BacktestEngine.Run(series, 0, bars - 1, new BuyAndHold(), new ExecutionSpec { FractionalUnits = true }, new CapitalSpec())
        );
    }
}
