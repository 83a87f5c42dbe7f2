using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Large orders that are worked off in slices.</summary>
public sealed class ParentOrderTests
{
    [Fact]
    public void Twap_TenUnitsOverFourBars_RoundsOnTheRunningTotal()
    {
        var result = EngineRun.Of(TestMarkets.Still(6), EngineRun.At(0, o => o.BuyOver(10, new TwapPlan { Bars = 4 }, "slow")));

        Assert.Equal([(1, 2.0), (2, 3.0), (3, 2.0), (4, 3.0)], result.Trades.Select(t => (t.EntryBar, t.Size)));
        Assert.All(result.Trades, t => Assert.Equal("slow", t.Tag));
        Assert.Equal((10.0, false), (result.ParentOrders[0].FilledUnits, result.ParentOrders[0].IsWorking));
    }

    [Fact]
    public void Parent_ReportsItsPriceAgainstArrivalAndTheMarketsVwap()
    {
        var bars = TestMarkets.WithVolume(
            (100, 100, 100, 100, 500),
            (101, 103, 101, 102, 1_000),
            (103, 104, 101, 104, 3_000),
            (110, 110, 110, 110, 500)
        );
        var parent = Assert.Single(EngineRun.Of(bars, EngineRun.At(0, o => o.BuyOver(20, new TwapPlan { Bars = 2 }))).ParentOrders);

        Assert.Equal([new SliceFill(1, 10, 101), new SliceFill(2, 10, 103)], parent.Fills);
        Assert.Equal((100.0, 102.0), (parent.ArrivalPrice, parent.AveragePrice));
        Assert.Equal(200, parent.ShortfallBps, 1e-9); // 2 % of 100
        Assert.Equal(((102.0 * 1_000) + (103 * 3_000)) / 4_000, parent.IntervalVwap, 1e-9);
        Assert.Equal(((102 / 102.75) - 1) * 1e4, parent.VwapSlippageBps, 1e-9);
    }

    [Fact]
    public void Sale_ReportsAFallAsACost() =>
        Assert.Equal(
            100,
            EngineRun
                .Of(TestMarkets.OpenClose((100, 100), (99, 99), (99, 99)), EngineRun.At(0, o => o.SellOver(5, new TwapPlan { Bars = 1 })))
                .ParentOrders[0]
                .ShortfallBps,
            1e-9
        );

    [Fact]
    public void Slice_ThatTheVolumeCuts_IsMadeUpForByTheNext()
    {
        var bars = TestMarkets.WithVolume(TestMarkets.Still(6), [0, 100, 100, 900, 900, 900]);
        var result = EngineRun.Of(
            bars,
            EngineRun.At(0, o => o.BuyOver(90, new TwapPlan { Bars = 3 })),
            EngineRun.Free with
            {
                VolumeShare = 0.1,
            }
        );

        Assert.Equal([(1, 10.0), (2, 10.0), (3, 70.0)], result.ParentOrders[0].Fills.Select(f => (f.Bar, f.Units)));
    }

    [Theory]
    [InlineData(UnfilledRest.Cancel, 20.0)]
    [InlineData(UnfilledRest.Market, 90.0)]
    public void Rest_AfterTheWindow_FollowsThePlan(UnfilledRest rest, double filled)
    {
        var bars = TestMarkets.WithVolume(TestMarkets.Still(8), [0, 100, 100, 100, 900, 900, 900, 900]);
        var result = EngineRun.Of(
            bars,
            EngineRun.At(0, o => o.BuyOver(90, new TwapPlan { Bars = 2, Rest = rest })),
            EngineRun.Free with
            {
                VolumeShare = 0.1,
            }
        );

        Assert.Equal(filled, result.ParentOrders[0].FilledUnits);
        Assert.False(result.ParentOrders[0].IsWorking);
    }

    [Fact]
    public void Limit_HoldsForEverySlice()
    {
        var bars = TestMarkets.Ohlc(
            (100, 100, 100, 100),
            (103, 104, 102, 103),
            (101, 102, 99, 100),
            (100, 100, 100, 100),
            (100, 100, 100, 100)
        );
        var parent = EngineRun.Of(bars, EngineRun.At(0, o => o.BuyOver(10, new TwapPlan { Bars = 2, Limit = 100.5 }))).ParentOrders[0];

        Assert.Equal([new SliceFill(2, 10, 100.5)], parent.Fills);
    }

    [Fact]
    public void CancelledParent_FillsNoMore()
    {
        ParentOrder? parent = null;
        EngineRun.Of(
            TestMarkets.Still(6),
            EngineRun.At((0, o => parent = o.BuyOver(10, new TwapPlan { Bars = 5 })), (2, o => o.Cancel(parent!)))
        );

        Assert.Equal((4.0, false), (parent!.FilledUnits, parent.IsWorking));
    }

    [Fact]
    public void Vwap_Intraday_FollowsTheMeanVolumeOfTheTimeOfDay()
    {
        // Three bars a day with 100, 300, 600 on one day and 300, 300, 200 on the next: means 200, 300, 400.
        var series = Hours([100, 300, 600, 300, 300, 200, 1, 1, 1, 1]);
        var parent = EngineRun.Of(series, EngineRun.At(5, o => o.BuyOver(90, new VwapPlan { Bars = 3 }))).ParentOrders[0];

        Assert.Equal(
            [200 / 900.0, 300 / 900.0, 400 / 900.0],
            parent.PlannedShares.Select(s => Math.Round(s, 12)),
            (a, b) => Math.Abs(a - b) < 1e-9
        );
        Assert.Equal([(6, 20.0), (7, 30.0), (8, 40.0)], parent.Fills.Select(f => (f.Bar, f.Units)));
    }

    [Fact]
    public void Vwap_ProfileOfOneDay_LooksAtThatDayOnly() =>
        Assert.Equal(
            [300 / 800.0, 300 / 800.0, 200 / 800.0],
            EngineRun
                .Of(
                    Hours([100, 300, 600, 300, 300, 200, 1, 1, 1, 1]),
                    EngineRun.At(5, o => o.BuyOver(90, new VwapPlan { Bars = 3, ProfileDays = 1 }))
                )
                .ParentOrders[0]
                .PlannedShares
        );

    [Fact]
    public void Vwap_Daily_FollowsTheWindowsBefore()
    {
        var bars = TestMarkets.WithVolume(TestMarkets.Still(8), [100, 500, 300, 700, 1, 1, 1, 1]);
        var parent = EngineRun.Of(bars, EngineRun.At(3, o => o.BuyOver(8, new VwapPlan { Bars = 2 }))).ParentOrders[0];

        Assert.Equal([200 / 800.0, 600 / 800.0], parent.PlannedShares);
    }

    [Fact]
    public void Vwap_WithoutVolume_IsTwap() =>
        Assert.Equal(
            [0.5, 0.5],
            EngineRun.Of(TestMarkets.Still(4), EngineRun.At(0, o => o.BuyOver(4, new VwapPlan { Bars = 2 }))).ParentOrders[0].PlannedShares
        );

    [Fact]
    public void Vwap_FutureVolume_ChangesNothing()
    {
        IEnumerable<SliceFill> Fills(double later) =>
            EngineRun
                .Of(
                    Hours([100, 300, 600, 300, 300, 200, later, later, 3 * later, later]),
                    EngineRun.At(5, o => o.BuyOver(90, new VwapPlan { Bars = 3 }))
                )
                .ParentOrders[0]
                .Fills;

        Assert.Equal(Fills(1), Fills(5_000));
    }

    [Fact]
    public void Window_OfNoBar_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            EngineRun.Of(TestMarkets.Still(3), EngineRun.At(0, o => o.BuyOver(4, new TwapPlan { Bars = 0 })))
        );

    /// <summary>Three bars a day, at 14:00, 15:00 and 16:00 UTC.</summary>
    private static BarSeries Hours(double[] volumes)
    {
        var times = volumes.Select((_, i) => new DateTime(2024, 1, 1 + (i / 3), 14 + (i % 3), 0, 0, DateTimeKind.Utc).Ticks).ToArray();
        double[] prices = [.. volumes.Select(_ => 100.0)];
        return new BarSeries("TEST", times, prices, prices, prices, prices, volumes)
        {
            Calendar = MarketCalendar.Crypto,
            Interval = BarInterval.Minutes(60),
        };
    }
}
