using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Tests.Simulation.Backtesting.RandomRuns;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>
/// When and where orders fill, as users of other engines have missed it: never in the bar that decided, never at a price of the past, never
/// out of reach.
/// </summary>
public sealed class FillTimingTests
{
    private static readonly (double, double, double, double) s_flat = (100, 100, 100, 100);

    [Fact]
    public void FedBarByBar_AsALiveAccountWouldBe_FillsAsTheWholeBacktest()
    {
        var series = RandomMarket.Of(3, 120);
        BacktestResult Run(int bars) =>
            BacktestEngine.Run(
                series.Slice(0, bars),
                0,
                bars - 1,
                new RandomTrader(3),
                new ExecutionSpec(),
                new CapitalSpec { Amount = 20_000 }
            );
        var whole = Run(series.Count);
        Assert.True(whole.Trades.Count > 50);
        for (var bars = 2; bars < series.Count; bars++)
        {
            var live = Run(bars);
            Assert.Equal(whole.Equity[bars - 1], live.Equity[^1]);
            Assert.Equal(
                whole.Trades.Where(t => !t.IsOpen && t.ExitBar == bars - 1).Select(t => (t.Size, t.EntryBar, t.ExitPrice, t.ExitReason)),
                live.Trades.Where(t => !t.IsOpen && t.ExitBar == bars - 1).Select(t => (t.Size, t.EntryBar, t.ExitPrice, t.ExitReason))
            );
        }
    }

    [Fact]
    public void Orders_TouchedInsideTheSignalBar_WaitForTheNext()
    {
        // The bar that decides has a range from 90 to 110; nothing of it may fill.
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, (100, 110, 90, 100), (100, 100.5, 99.5, 100), (100, 106, 94, 100)),
            EngineRun.At(
                1,
                o =>
                {
                    o.Place(OrderRequest.BuyUnits(1) with { Limit = 95, Tag = "limit" });
                    o.Place(OrderRequest.BuyUnits(1) with { Stop = 105, Tag = "stop" });
                    o.Place(OrderRequest.BuyUnits(1) with { Tag = "market" });
                }
            )
        );

        Assert.Equal(
            [("market", 2), ("limit", 3), ("stop", 3)],
            result.Trades.Select(t => (t.Tag!, t.EntryBar)).OrderBy(t => t.EntryBar).ThenBy(t => t.Item1, StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(+1, 105.0)]
    [InlineData(-1, 95.0)]
    public void StopOrder_TouchedInsideTheBar_FillsAtItsTriggerNotAtTheExtreme(int side, double stop)
    {
        var request = (side > 0 ? OrderRequest.BuyUnits(1) : OrderRequest.SellUnits(1)) with { Stop = stop };

        Assert.Equal(
            stop,
            Assert
                .Single(EngineRun.Of(TestMarkets.Ohlc(s_flat, (100, 120, 80, 100)), EngineRun.At(0, o => o.Place(request))).Trades)
                .EntryPrice
        );
    }

    [Fact]
    public void MarketOrder_AfterAGapInTime_FillsAtTheNextOpenNeverAtTheOldClose()
    {
        // Decided on a Friday; the market opens a fortnight later, half as high.
        var friday = new DateOnly(2020, 1, 3);
        var times = new[] { friday.AddDays(-1), friday, friday.AddDays(14) }.Select(d => MarketCalendar.Nyse.CloseOf(d).Ticks).ToArray();
        var series = new BarSeries("TEST", times, [100, 100, 50], [100, 100, 52], [100, 100, 49], [100, 100, 51], [1, 1, 1]);

        var trade = Assert.Single(EngineRun.Of(series, EngineRun.At(1, o => o.BuyUnits(1))).Trades);
        Assert.Equal((2, 50.0), (trade.EntryBar, trade.EntryPrice));
    }

    [Fact]
    public void BarWithoutVolume_UnderAVolumeShare_FillsNothingAtItsStalePrice()
    {
        var bars = TestMarkets.WithVolume((100, 100, 100, 100, 500), (100, 100, 100, 100, 0), (90, 90, 90, 90, 500));
        var trade = Assert.Single(
            EngineRun.Of(bars, EngineRun.At(0, o => o.BuyUnits(1)), EngineRun.Free with { VolumeShare = 0.5 }).Trades
        );

        Assert.Equal((2, 90.0), (trade.EntryBar, trade.EntryPrice));
    }

    [Theory]
    [InlineData(IntrabarRule.Path)]
    [InlineData(IntrabarRule.QueueOrder)]
    public void LimitPurchase_OpenAbove_FillsAtItsLimitNotAtTheOpen(IntrabarRule rule) =>
        Assert.Equal(
            98,
            Assert
                .Single(
                    EngineRun
                        .Of(
                            TestMarkets.Ohlc(s_flat, (100, 101, 97, 100)),
                            EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(1) with { Limit = 98 })),
                            options: new BacktestOptions { Intrabar = rule }
                        )
                        .Trades
                )
                .EntryPrice
        );

    [Theory]
    [InlineData(IntrabarRule.Path)]
    [InlineData(IntrabarRule.QueueOrder)]
    public void StopLoss_UnderTradeOnClose_FillsAtItsPriceNotAtAnOpenOrClose(IntrabarRule rule)
    {
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, s_flat, (101, 102, 90, 92), s_flat),
            EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(1) with { StopLoss = 95 })),
            options: new BacktestOptions { TradeOnClose = true, Intrabar = rule }
        );

        Assert.Equal((0, 2, 95.0), (result.Trades[0].EntryBar, result.Trades[0].ExitBar, result.Trades[0].ExitPrice));
    }

    [Fact]
    public void StopLoss_TouchedInTheEntryBarOfAMarketOrder_CountsAndIsReported()
    {
        var trade = Assert.Single(
            EngineRun
                .Of(
                    TestMarkets.Ohlc(s_flat, (100, 101, 94, 96), s_flat),
                    EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(1) with { StopLoss = 95, TakeProfit = 110 }))
                )
                .Trades
        );

        Assert.Equal(
            (1, 1, 95.0, "stop-loss of bar 1 filled at its price 95"),
            (trade.EntryBar, trade.ExitBar, trade.ExitPrice, trade.ExitReason)
        );
    }

    [Fact]
    public void StopAndTarget_TouchedInTheEntryBar_TheStopCountsAndTheBarIsReported()
    {
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, (100, 111, 94, 96), s_flat),
            EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(1) with { StopLoss = 95, TakeProfit = 110 }))
        );

        Assert.Equal((95.0, 1), (result.Trades[0].ExitPrice, result.AmbiguousBars));
    }

    [Fact]
    public void TakeProfit_BeyondTheRangeOfTheBar_IsNeverReached() =>
        Assert.True(
            Assert
                .Single(
                    EngineRun
                        .Of(
                            TestMarkets.Ohlc(s_flat, (100, 109.99, 99, 100), (100, 109.99, 99, 100)),
                            EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(1) with { TakeProfit = 110 }))
                        )
                        .Trades
                )
                .IsOpen
        );
}
