using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>A share of the bar's volume fills; the rest waits as long as its order lives.</summary>
public sealed class VolumeLimitTests
{
    private static readonly ExecutionSpec s_tenth = EngineRun.Free with { VolumeShare = 0.1 };

    [Fact]
    public void MarketOrder_LargerThanTheVolumeAllows_FillsOverSeveralBars()
    {
        var result = EngineRun.Of(Volumes(1_000, 300, 0, 455, 1_000), EngineRun.At(0, o => o.BuyUnits(100)), s_tenth);

        Assert.Equal([(1, 30.0), (3, 45.0), (4, 25.0)], result.Trades.Select(t => (t.EntryBar, t.Size)));
        Assert.Equal(2, result.PartialFills);
        Assert.Equal(
            "market order of bar 0 filled at the open 100, 30 of 100 units: limited by the bar's volume",
            result.Trades[0].EntryReason
        );
        Assert.Equal("market order of bar 0 filled at the open 100", result.Trades[2].EntryReason);
    }

    [Theory]
    [InlineData(OrderLife.Bars, 2, 60.0)]
    [InlineData(OrderLife.Day, 0, 30.0)]
    public void PartlyFilledOrder_LifeEnds_TheRestIsGone(OrderLife life, int bars, double filled) =>
        Assert.Equal(
            filled,
            EngineRun
                .Of(
                    Volumes(300, 300, 300, 300, 300),
                    EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(100) with { Life = life, Bars = bars })),
                    s_tenth
                )
                .Trades.Sum(t => t.Size)
        );

    [Fact]
    public void CloseAll_LargerThanTheVolumeAllows_ClosesOldestFirstAndGoesOn()
    {
        var result = EngineRun.Of(
            Volumes(1_000, 500, 500, 600, 1_000),
            EngineRun.At((0, o => o.BuyUnits(50)), (1, o => o.BuyUnits(50)), (2, o => o.CloseAll())),
            s_tenth
        );

        Assert.Equal([(3, 50.0), (3, 10.0), (4, 40.0)], result.Trades.Select(t => (t.ExitBar, t.Size)));
        Assert.DoesNotContain(result.Trades, t => t.IsOpen);
    }

    [Fact]
    public void StopLoss_ThatTheVolumeCuts_GoesOnAtTheNextOpen()
    {
        var bars = TestMarkets.WithVolume(
            (100, 100, 100, 100, 0),
            (100, 100, 100, 100, 1_000),
            (100, 100, 90, 96, 400),
            (97, 99, 97, 99, 1_000)
        );
        var result = EngineRun.Of(bars, EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(100) with { StopLoss = 95 })), s_tenth);

        Assert.Equal([(2, 40.0, 95.0), (3, 60.0, 97.0)], result.Trades.Select(t => (t.ExitBar, t.Size, t.ExitPrice)));
        Assert.Equal("stop-loss of bar 1 at 95 filled at 97: the market was already beyond it", result.Trades[1].ExitReason);
    }

    [Fact]
    public void LimitOrder_ThatTheVolumeCuts_WaitsAtItsPrice()
    {
        var bars = TestMarkets.WithVolume(
            (100, 100, 100, 100, 0),
            (100, 100, 94, 99, 300),
            (99, 101, 98, 100, 9_000),
            (100, 101, 93, 95, 9_000)
        );
        var result = EngineRun.Of(bars, EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(100) with { Limit = 95 })), s_tenth);

        Assert.Equal([(1, 30.0, 95.0), (3, 70.0, 95.0)], result.Trades.Select(t => (t.EntryBar, t.Size, t.EntryPrice)));
    }

    [Fact]
    public void OrdersOfOneBar_ShareItsVolume_FirstComeFirstServed()
    {
        var result = EngineRun.Of(
            Volumes(0, 1_000, 1_000),
            EngineRun.At(
                0,
                o =>
                {
                    o.Place(OrderRequest.BuyUnits(70) with { Tag = "first" });
                    o.Place(OrderRequest.BuyUnits(70) with { Tag = "second" });
                }
            ),
            s_tenth
        );

        Assert.Equal(
            [(1, "first", 70.0), (1, "second", 30.0), (2, "second", 40.0)],
            result.Trades.Select(t => (t.EntryBar, t.Tag!, t.Size))
        );
    }

    [Fact]
    public void MinimumUnits_VolumeAllowsFewer_WaitsForABarThatAllowsThem()
    {
        var result = EngineRun.Of(
            Volumes(0, 300, 590, 600),
            EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(60) with { MinimumUnits = 60 })),
            s_tenth
        );

        Assert.Equal((3, 60.0), (Assert.Single(result.Trades).EntryBar, result.Trades[0].Size));
        Assert.Equal(0, result.PartialFills);
    }

    [Fact]
    public void Target_RepeatedWhileTheLastStillFills_DoesNotOrderTwice()
    {
        var result = EngineRun.Of(Volumes(Enumerable.Repeat(100.0, 8).ToArray()), c => c.Orders.Target(0.06), s_tenth);

        Assert.Equal(60, result.Trades.Sum(t => t.Size)); // 6 % of 100,000 at 100
    }

    [Fact]
    public void SeriesWithoutVolumes_IsRefusedWithTheRemedy()
    {
        var error = Assert.Throws<ArgumentException>(() => EngineRun.Of(TestMarkets.Still(3), _ => { }, s_tenth));

        Assert.Contains(
            "execution.volumeShare: series TEST has no volume, so no order could fill",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private static BarSeries Volumes(params double[] volumes) => TestMarkets.WithVolume(TestMarkets.Still(volumes.Length), volumes);
}
