using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Pairs;

namespace Simulator.Tests.Simulation.Portfolios.Pairs;

/// <summary>What becomes of a pair when one of its assets is gone, or its fit is.</summary>
public sealed class NakedLegTests
{
    private static readonly ExecutionSpec s_execution = new()
    {
        CommissionRate = 0.0002,
        SlippageBps = 1,
        FractionalUnits = true,
    };
    private static readonly ExecutionSpec s_free = new()
    {
        CommissionRate = 0,
        SlippageBps = 0,
        FractionalUnits = true,
    };
    private static readonly CapitalSpec s_capital = new() { Amount = 100_000 };

    [Theory]
    [InlineData("YYY", "XXX")]
    [InlineData("XXX", "YYY")]
    public void Pair_WhoseAssetIsDelisted_ClosesTheOtherAtTheNextOpen_AndSaysSo(string gone, string left)
    {
        var last = Whole().Account.Trades.First(t => t.ExitBar > t.EntryBar + 2).EntryBar + 2;
        var result = PortfolioEngine.Run(EndingAt(gone, last, delisted: true), new PairsTrading("YYY", "XXX"), s_execution, s_capital);

        var trade = Of(result, left).Trades[^1];
        Assert.Equal((last + 1, false), (trade.ExitBar, trade.IsOpen));
        Assert.All(result.Assets, a => Assert.Equal(0, a.Units));
        Assert.Single(result.Notes, n => n.Contains($"{gone} was delisted: the position in {left} is closed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("YYY", "XXX")]
    [InlineData("XXX", "YYY")]
    public void Pair_WhoseAssetHasNoBarsAnyMore_ClosesTheOtherWithinAWeek_AndOpensNothingMore(string gone, string left)
    {
        var noted = 0;
        foreach (var entry in Whole().Account.Trades.Where(t => t.Symbol == gone && t.ExitBar > t.EntryBar + 2).Select(t => t.EntryBar))
        {
            var result = PortfolioEngine.Run(
                EndingAt(gone, entry + 2, delisted: false),
                new PairsTrading("YYY", "XXX"),
                s_execution,
                s_capital
            );
            var trade = Of(result, left).Trades[^1];
            Assert.False(trade.IsOpen);
            // more than a week: on the sixth trading day at the latest, filled on the seventh
            Assert.InRange(trade.ExitBar, entry + 3, entry + 2 + 7);
            Assert.Equal(0, Of(result, left).Units);
            noted += result.Notes.Count(n =>
                n.Contains($"{gone} has had no bar since", StringComparison.Ordinal)
                && n.Contains($"the position in {left} is closed", StringComparison.Ordinal)
            );
        }
        Assert.True(noted >= 3, $"{noted} pairs were closed for want of {gone}"); // the others had come back by then
    }

    [Fact]
    public void Pair_WhoseRefitFindsNothing_IsClosed_AndSaysSo()
    {
        // x stands still from some bar on: once the window holds nothing else there is no line through both.
        var (y, x) = PairsTradingTests.Pair(3, 700, 0.1, 0.02);
        var options = new PairsOptions
        {
            WindowBars = 60,
            RefitBars = 20,
            EntryZ = 0.5,
            ExitZ = 0,
            StopZ = 1000,
            MaxPValue = 1,
        };
        var still = PortfolioMarkets.Series(
            "XXX",
            x.Calendar,
            [
                .. Enumerable
                    .Range(0, 700)
                    .Select(i => i < 300 ? x[i] : new Bar(x.CloseTimeAt(i), x.Close[299], x.Close[299], x.Close[299], x.Close[299], 1e6)),
            ]
        );
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Assets(y, still),
            new PairsTrading("YYY", "XXX", options),
            s_execution,
            s_capital
        );

        Assert.All(result.Assets, a => Assert.Equal(0, a.Units));
        Assert.All(result.Account.Trades, t => Assert.True(!t.IsOpen && t.ExitBar < 300 + 60 + 21));
        Assert.Single(result.Notes, n => n.Contains("no fit over the last 60 steps: the pair is closed", StringComparison.Ordinal));
    }

    [Fact]
    public void Arbitrage_WhoseListingIsDelisted_ClosesTheOtherAtTheNextOpen()
    {
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 102), (102, 102));
        var b = PortfolioMarkets.Bars("BBB", MarketCalendar.Nyse, [.. Enumerable.Repeat((100.0, 100.0), 8)]);
        var schedule = ActionSchedule.For(a, [new Delisting(a.DayAt(2))]);
        var result = PortfolioEngine.Run([new(a, null, schedule), new(b)], new ListingArbitrage("AAA", "BBB"), s_free, s_capital);

        Assert.Equal((2, 3), (Assert.Single(result.Assets[1].Trades).EntryBar, result.Assets[1].Trades[0].ExitBar));
        Assert.Single(result.Notes, n => n.Contains("AAA was delisted: the position in BBB is closed", StringComparison.Ordinal));
    }

    [Fact]
    public void Arbitrage_WhoseListingHasNoBarsAnyMore_ClosesTheOther()
    {
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 102), (102, 102));
        var b = PortfolioMarkets.Bars("BBB", MarketCalendar.Nyse, [.. Enumerable.Repeat((100.0, 100.0), 30)]);
        var result = PortfolioEngine.Run(PortfolioMarkets.Assets(a, b), new ListingArbitrage("AAA", "BBB"), s_free, s_capital);

        Assert.Equal(0, result.Assets[1].Units);
        // last seen on Monday the 6th, missed on Tuesday the 14th, closed on the 15th
        Assert.Equal(9, Assert.Single(result.Assets[1].Trades).ExitBar);
        Assert.Single(
            result.Notes,
            n => n.Contains("AAA has had no bar since 2020-01-06: the position in BBB is closed", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Arbitrage_WhoseListingComesBack_GoesOn()
    {
        // Nothing of AAA for a month, then bars again: the position in it is closed at its next open, and a new difference is traded.
        var all = PortfolioMarkets.Bars(
            "AAA",
            MarketCalendar.Nyse,
            [.. Enumerable.Range(0, 40).Select(i => (100.0, i is 1 or 30 ? 102.0 : 100.0))]
        );
        var b = PortfolioMarkets.Bars("BBB", MarketCalendar.Nyse, [.. Enumerable.Repeat((100.0, 100.0), 40)]);
        var a = PortfolioMarkets.Series(
            "AAA",
            MarketCalendar.Nyse,
            [
                .. Enumerable
                    .Range(0, 40)
                    .Where(i => i is < 3 or >= 28)
                    .Select(i => i == 2 ? all[i] with { Close = 102, High = 102 } : all[i]),
            ]
        );
        var result = PortfolioEngine.Run(PortfolioMarkets.Assets(a, b), new ListingArbitrage("AAA", "BBB"), s_free, s_capital);

        Assert.Equal(2, result.Assets[0].Trades.Count);
        Assert.Equal(2, result.Assets[1].Trades.Count);
        Assert.All(result.Account.Trades, t => Assert.False(t.IsOpen));
    }

    private static PortfolioResult Whole()
    {
        var (y, x) = PairsTradingTests.Pair(3, 700, 0.1, 0.02);
        return PortfolioEngine.Run(PortfolioMarkets.Assets(y, x), new PairsTrading("YYY", "XXX"), s_execution, s_capital);
    }

    private static PortfolioAsset[] EndingAt(string gone, int last, bool delisted)
    {
        var (y, x) = PairsTradingTests.Pair(3, 700, 0.1, 0.02);
        return [.. new[] { y, x }.Select(s => s.Symbol != gone ? new PortfolioAsset(s) : Ending(s.Slice(0, last + 1), delisted))];
    }

    private static PortfolioAsset Ending(BarSeries series, bool delisted) =>
        delisted ? new(series, null, ActionSchedule.For(series, [new Delisting(series.DayAt(series.Count - 1))])) : new(series);

    private static AssetResult Of(PortfolioResult result, string symbol) => result.Assets.Single(a => a.Symbol == symbol);
}
