using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Markets;
using Simulator.Portfolios;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>
/// Why a trade that stands for a whole position has its prices: one fill gives its own reason, several are called a mean.
/// </summary>
public sealed class PositionReasonTests
{
    private static readonly ExecutionSpec s_free = new() { CommissionRate = 0, SlippageBps = 0 };
    private static readonly CapitalSpec s_capital = new() { Amount = 100_000 };

    [Fact]
    public void SeveralFills_AreCalledAMean_WithTheReasonOfTheFirstEntryAndTheLastExit()
    {
        var bars = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (10, 10), (10, 10), (12, 12), (16, 16), (20, 20), (20, 20));
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Assets(bars),
            new ScriptedPortfolio(c => Trade(c, +10, +10, -5, -15)),
            s_free,
            s_capital
        );

        var trade = Assert.Single(result.Assets[0].Trades);
        Assert.Equal((20, 11, 19), (trade.Size, trade.EntryPrice, trade.ExitPrice));
        Assert.Equal("mean price 11 of 2 fills: market order of bar 0 and 1 more", trade.EntryReason);
        Assert.Equal("mean price 19 of 2 fills: market order of bar 3 and 1 more", trade.ExitReason);
    }

    [Fact]
    public void OneFill_HasItsOwnReason()
    {
        var bars = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (10, 10), (11, 10), (12, 12), (13, 13));
        var trade = Assert.Single(
            PortfolioEngine
                .Run(PortfolioMarkets.Assets(bars), new ScriptedPortfolio(c => Trade(c, +10, -10)), s_free, s_capital)
                .Assets[0]
                .Trades
        );

        Assert.Equal(
            ("market order of bar 0 filled at the open 11", "market order of bar 1 filled at the open 12"),
            (trade.EntryReason, trade.ExitReason)
        );
    }

    [Fact]
    public void ManyRebalancings_AreAllCounted()
    {
        // 1 in, 1 more on each of the next four bars, 1 off on each of the next four, the last one off.
        var bars = PortfolioMarkets.Random("AAA", 3, 14);
        var trade = Assert.Single(
            PortfolioEngine
                .Run(
                    PortfolioMarkets.Assets(bars),
                    new ScriptedPortfolio(c => Trade(c, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1)),
                    s_free,
                    s_capital
                )
                .Assets[0]
                .Trades
        );

        Assert.Contains("of 5 fills: market order of bar 0 and 4 more", trade.EntryReason, StringComparison.Ordinal);
        Assert.Contains("of 5 fills: market order of bar 9 and 4 more", trade.ExitReason, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 5).Average(i => bars.Open[i]), trade.EntryPrice, 1e-9);
    }

    [Fact]
    public void Stop_BesideCashInLieu_IsCalledAMean_NotThePriceWhereItWas()
    {
        // 33 → 49.5: half a unit is paid out at the open of 66, 49 are stopped out at the open of 60.
        var raw = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 100), (100, 100), (66, 68), (60, 60), (60, 60));
        var schedule = ActionSchedule.For(raw, [new Split(raw.DayAt(2), 1.5)]);
        var result = PortfolioEngine.Run(
            [new(raw, null, schedule)],
            new ScriptedPortfolio(c =>
            {
                if (c.Bar(0) == 0)
                    c.Orders(0).Place(OrderRequest.BuyUnits(33) with { StopLoss = 93 });
            }),
            s_free,
            s_capital
        );

        var trade = Assert.Single(result.Assets[0].Trades);
        Assert.StartsWith("mean price 60.06", trade.ExitReason, StringComparison.Ordinal);
        Assert.EndsWith(" of 2 fills: stop-loss of bar 1 at 62 and 1 more", trade.ExitReason, StringComparison.Ordinal);
    }

    [Fact]
    public void PartsCutByVolume_AreAMeanOfAllUnits()
    {
        // A tenth of a thousand each bar.
        var bars = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (10, 10), (10, 10), (12, 12), (20, 20), (20, 20), (20, 20));
        var trade = Assert.Single(
            PortfolioEngine
                .Run(PortfolioMarkets.Assets(bars), new ScriptedPortfolio(c => Trade(c, 150)), s_free with { VolumeShare = 0.1 }, s_capital)
                .Assets[0]
                .Trades
        );

        Assert.Equal(((100 * 10) + (50 * 12)) / 150.0, trade.EntryPrice, 1e-9);
        Assert.EndsWith(" of 2 fills: market order of bar 0 and 1 more", trade.EntryReason, StringComparison.Ordinal);
    }

    private static void Trade(PortfolioContext context, params double[] units)
    {
        if (context.Bar(0) >= units.Length)
            return;
        var now = units[context.Bar(0)];
        if (now > 0)
            context.Orders(0).BuyUnits(now);
        else if (now < 0)
            context.Orders(0).SellUnits(-now);
    }
}
