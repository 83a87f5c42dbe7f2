using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Every kind of order inside hand-written bars: where it fills, why, and what it leaves behind.</summary>
public sealed class OrderTests
{
    private static readonly (double, double, double, double) s_flat = (100, 100, 100, 100);

    [Fact]
    public void LimitPurchase_TouchedInsideTheBar_FillsAtItsPrice()
    {
        var trade = Single(OrderRequest.BuyUnits(5) with { Limit = 98 }, (100, 101, 97, 100));

        Assert.Equal((1, 98.0, "limit order of bar 0 filled at its price 98"), (trade.EntryBar, trade.EntryPrice, trade.EntryReason));
    }

    [Fact]
    public void LimitPurchase_OpenBelow_FillsAtTheBetterOpen()
    {
        var trade = Single(OrderRequest.BuyUnits(5) with { Limit = 98 }, (96, 97, 95, 96));

        Assert.Equal(
            (96.0, "limit order of bar 0 at 98 filled at 96: the market was already beyond it"),
            (trade.EntryPrice, trade.EntryReason)
        );
    }

    [Fact]
    public void StopPurchase_OpenAbove_FillsAtTheWorseOpen() =>
        Assert.Equal(107, Single(OrderRequest.BuyUnits(5) with { Stop = 105 }, (107, 109, 106, 108)).EntryPrice);

    [Fact]
    public void StopLimit_JumpsOverItsLimit_WaitsForItAndFillsThere()
    {
        // Triggered at the open of 108, whose limit of 106 the rest of the bar does not reach; the next bar comes back to it.
        var trade = Single(OrderRequest.BuyUnits(5) with { Stop = 105, Limit = 106 }, (108, 110, 107, 109), (108, 109, 104, 105));

        Assert.Equal((2, 106.0), (trade.EntryBar, trade.EntryPrice));
    }

    [Fact]
    public void Bracket_BothTouchedInOneBar_CountsTheStopAndTheBar()
    {
        // Open nearer the high: the target at 105 comes first on the path, the stop at 95 later. Pessimism takes the stop.
        var result = Run(OrderRequest.BuyUnits(5) with { StopLoss = 95, TakeProfit = 105 }, s_flat, (101, 106, 94, 100));

        Assert.Equal(
            (95.0, "stop-loss of bar 1 filled at its price 95", 1),
            (result.Trades[0].ExitPrice, result.Trades[0].ExitReason, result.AmbiguousBars)
        );
    }

    [Fact]
    public void Bracket_OpensBeyondTheTarget_FillsAtTheOpenForCertain()
    {
        var result = Run(OrderRequest.BuyUnits(5) with { StopLoss = 95, TakeProfit = 105 }, s_flat, (107, 108, 90, 100));

        Assert.Equal((107.0, 0), (result.Trades[0].ExitPrice, result.AmbiguousBars));
    }

    [Fact]
    public void Bracket_OneSideFills_TheOtherIsGone()
    {
        var result = Run(OrderRequest.BuyUnits(5) with { StopLoss = 95, TakeProfit = 105 }, s_flat, (101, 106, 100, 104), (96, 97, 90, 91));

        Assert.Equal((105.0, 2, false), (Assert.Single(result.Trades).ExitPrice, result.Trades[0].ExitBar, result.Trades[0].IsOpen));
    }

    [Fact]
    public void BracketOfALimitEntry_OnlyWhatFollowsTheEntryCounts()
    {
        // Low first: 100 → 94 → 103 → 99. The purchase at 96 fills on the way down, the stop at 93 is never touched, the target at 102 on
        // the way up.
        var trade = Single(OrderRequest.BuyUnits(5) with { Limit = 96, StopLoss = 93, TakeProfit = 102 }, (97, 103, 94, 99));
        Assert.Equal((96.0, 102.0, 1), (trade.EntryPrice, trade.ExitPrice, trade.ExitBar));

        // High first: 100 → 103 → 94 → 95. The high of 103 lies before the entry, so the target does not fill.
        Assert.True(Single(OrderRequest.BuyUnits(5) with { Limit = 96, StopLoss = 93, TakeProfit = 102 }, (100, 103, 94, 95)).IsOpen);
    }

    [Theory]
    [InlineData(TrailKind.Amount, 5, 105.0)]
    [InlineData(TrailKind.Fraction, 0.1, 99.0)]
    [InlineData(TrailKind.AtrMultiple, 1, 102.5)]
    public void TrailingStop_FollowsTheHighNeverBack(TrailKind kind, double value, double exit)
    {
        // The best price is the high of 110; the mean true range of two bars at that bar is (5 + 10) / 2.
        var trade = Single(
            OrderRequest.BuyUnits(5) with
            {
                Trail = new TrailingStop(kind, value, 2),
            },
            (100, 103, 98, 100),
            (101, 110, 100, 109),
            (109, 109, 90, 92),
            (92, 93, 91, 92)
        );

        Assert.Equal((3, exit), (trade.ExitBar, trade.ExitPrice));
        Assert.Equal(FormattableString.Invariant($"trailing stop of bar 2 filled at its price {exit:R}"), trade.ExitReason);
    }

    [Theory]
    [InlineData(OrderLife.GoodTillCancelled, 0, true)]
    [InlineData(OrderLife.Bars, 2, true)]
    [InlineData(OrderLife.Bars, 1, false)]
    [InlineData(OrderLife.Day, 0, false)]
    public void Order_TouchedOnTheSecondBar_FillsOnlyWhileItLives(OrderLife life, int bars, bool fills) =>
        Assert.Equal(
            fills ? 1 : 0,
            Run(OrderRequest.BuyUnits(5) with { Limit = 95, Life = life, Bars = bars }, s_flat, (100, 100, 94, 96)).Trades.Count
        );

    [Fact]
    public void CancelledOrder_NeverFills()
    {
        Order? order = null;
        var result = Run(
            Market(s_flat, s_flat, s_flat, (100, 100, 90, 95)),
            new BacktestOptions(),
            c =>
            {
                if (c.Bar == 0)
                    order = c.Orders.Place(OrderRequest.BuyUnits(5) with { Limit = 95 });
                if (c.Bar == 1)
                    c.Orders.Cancel(order!);
            }
        );

        Assert.Empty(result.Trades);
        Assert.False(order!.IsWaiting);
    }

    [Fact]
    public void TradeOnClose_FillsAtTheCloseOfTheDecision()
    {
        var result = Run(
            Market((100, 101, 99, 101), (104, 105, 103, 104), s_flat),
            new BacktestOptions { TradeOnClose = true },
            c =>
            {
                if (c.Bar == 0)
                    c.Orders.BuyUnits(5);
            }
        );

        Assert.Equal(
            (0, 101.0, "market order of bar 0 filled at the close 101"),
            (result.Trades[0].EntryBar, result.Trades[0].EntryPrice, result.Trades[0].EntryReason)
        );
    }

    [Theory]
    [InlineData(true, new[] { 5.0, -3.0 })]
    [InlineData(false, new[] { 3.0, 2.0 })]
    public void OppositeOrder_HedgingOrNetting(bool hedging, double[] sizes)
    {
        var result = Run(
            Market(s_flat, s_flat, s_flat, s_flat),
            new BacktestOptions { Hedging = hedging },
            c =>
            {
                if (c.Bar == 0)
                    c.Orders.BuyUnits(5);
                if (c.Bar == 1)
                    c.Orders.SellUnits(3);
            }
        );

        Assert.Equal(sizes, result.Trades.Select(t => t.Size));
    }

    [Fact]
    public void PartialClose_HalfOfFive_RoundsHalfToEvenAndKeepsTheRest()
    {
        var result = Run(
            Market(s_flat, s_flat, s_flat),
            new BacktestOptions(),
            c =>
            {
                if (c.Bar == 0)
                    c.Orders.BuyUnits(5);
                if (c.Bar == 1)
                    c.Orders.Close(c.Orders.OpenTrades[0], 0.5);
            }
        );

        Assert.Equal([(2.0, false), (3.0, true)], result.Trades.Select(t => (t.Size, t.IsOpen)));
    }

    [Theory]
    [InlineData(5, 1.0)] // 5 × 0.01 is below the minimum of 1
    [InlineData(200, 2.0)] // 200 × 0.01
    [InlineData(400, 0.004)] // capped at 1e-7 of 40,000
    public void CommissionPerUnit_HasAMinimumAndACap(int units, double fee)
    {
        var commission = new Commission(0, PerUnit: 0.01, Minimum: 1, Cap: units == 400 ? 1e-7 : 0.5);

        Assert.Equal(fee, commission.For(units, 100), 12);
        Assert.True(commission.Affordable(1_000, 100) is var n && (n * 100) + commission.For(n, 100) <= 1_000 + 1e-9);
    }

    [Fact]
    public void FixedCommission_PartialCloses_AddUpToWhatWasPaid()
    {
        var result = Run(
            Market(s_flat, s_flat, s_flat, s_flat),
            new BacktestOptions { Commission = new Commission(0.001, Fixed: 2) },
            c =>
            {
                if (c.Bar == 0)
                    c.Orders.BuyUnits(5);
                if (c.Bar == 1)
                    c.Orders.Close(c.Orders.OpenTrades[0], 0.5);
            }
        );

        Assert.Equal(2.5 + 2.2, result.Commissions, 12);
        Assert.Equal(result.Commissions, result.Trades.Sum(t => t.Commission), 12);
    }

    [Fact]
    public void Bracket_OnTheWrongSide_IsRefusedWithThePrices()
    {
        var error = Assert.Throws<ArgumentException>(() => Run(OrderRequest.BuyUnits(5) with { StopLoss = 105 }, s_flat));

        Assert.Contains("a buy order at 100 needs its stop-loss below", error.Message, StringComparison.Ordinal);
    }

    private static Trade Single(OrderRequest request, params (double, double, double, double)[] bars) =>
        Assert.Single(Run(request, bars).Trades);

    private static BacktestResult Run(OrderRequest request, params (double, double, double, double)[] bars) =>
        Run(
            Market([s_flat, .. bars]),
            new BacktestOptions(),
            c =>
            {
                if (c.Bar == 0)
                    c.Orders.Place(request);
            }
        );

    private static BarSeries Market(params (double, double, double, double)[] bars) => TestMarkets.Ohlc(bars);

    private static BacktestResult Run(BarSeries series, BacktestOptions options, Action<BarContext> decide) =>
        BacktestEngine.Run(
            series,
            0,
            series.Count - 1,
            new ScriptedStrategy(decide),
            new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 },
            new CapitalSpec { Amount = 100_000 },
            options
        );
}
