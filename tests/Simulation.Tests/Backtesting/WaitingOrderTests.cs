using Simulator.Backtesting;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Orders that are replaced or that cancel each other while they wait.</summary>
public sealed class WaitingOrderTests
{
    private static readonly (double, double, double, double) s_flat = (100, 100, 100, 100);
    private static readonly ExecutionSpec s_tenth = EngineRun.Free with { VolumeShare = 0.1 };

    [Fact]
    public void ReplacedLimit_FillsAtTheNewPrice()
    {
        Order? order = null;
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, s_flat, (100, 100, 96, 97)),
            EngineRun.At(
                (0, o => order = o.Place(OrderRequest.BuyUnits(5) with { Limit = 95 })),
                (1, o => Assert.True(o.Replace(order!, new OrderChange { Limit = 97, Units = 8 })))
            )
        );

        Assert.Equal((2, 97.0, 8.0), (Assert.Single(result.Trades).EntryBar, result.Trades[0].EntryPrice, result.Trades[0].Size));
    }

    [Theory]
    [InlineData(IntrabarRule.QueueOrder)]
    [InlineData(IntrabarRule.Path)]
    public void OrdersAtPricesThatCannotBeTraded_DoNotFill_WhateverHighAndLowSay(IntrabarRule rule)
    {
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, s_flat, (100, double.PositiveInfinity, 0, 100), s_flat),
            EngineRun.At(
                (0, o => o.Place(OrderRequest.BuyUnits(5) with { TakeProfit = double.MaxValue })),
                (1, o => o.Place(OrderRequest.BuyUnits(7) with { Limit = double.Epsilon }))
            ),
            options: new BacktestOptions { Intrabar = rule }
        );

        Assert.All(result.Equity, e => Assert.Equal(100_000, e));
        Assert.Equal(5, Assert.Single(result.Trades).Size);
    }

    [Fact]
    public void StopLimit_WhoseStopCannotBeTraded_FillsAtTheOpenByTheReferencesRules()
    {
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, s_flat, (100, 106, 99, 104), s_flat),
            EngineRun.At(1, o => o.Place(OrderRequest.BuyUnits(5) with { Stop = double.Epsilon, Limit = 105 })),
            options: BacktestOptions.BacktestingPy
        );

        Assert.Equal(100, Assert.Single(result.Trades).EntryPrice);
    }

    [Fact]
    public void ReplacedStop_TriggersAtTheNewPrice()
    {
        Order? order = null;
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, s_flat, (100, 104, 100, 103)),
            EngineRun.At(
                (0, o => order = o.Place(OrderRequest.BuyUnits(5) with { Stop = 105 })),
                (1, o => o.Replace(order!, new OrderChange { Stop = 102 }))
            )
        );

        Assert.Equal(102, Assert.Single(result.Trades).EntryPrice);
    }

    [Theory]
    [InlineData(40, double.NaN, "first")] // smaller keeps its place
    [InlineData(60, double.NaN, "second")] // larger goes to the back
    [InlineData(double.NaN, 99, "second")] // another price goes to the back
    public void Replacement_KeepsItsPlaceOnlyWhenItGetsSmaller(double units, double limit, string served)
    {
        Order? order = null;
        var bars = TestMarkets.WithVolume((100, 100, 100, 100, 0), (100, 100, 100, 100, 0), (95, 95, 95, 95, 400));
        var result = EngineRun.Of(
            bars,
            EngineRun.At(
                (
                    0,
                    o =>
                    {
                        order = o.Place(OrderRequest.BuyUnits(50) with { Limit = 98, Tag = "first" });
                        o.Place(OrderRequest.BuyUnits(40) with { Limit = 98, Tag = "second" });
                    }
                ),
                (1, o => o.Replace(order!, new OrderChange { Units = units, Limit = limit }))
            ),
            s_tenth
        );

        Assert.Equal(served, Assert.Single(result.Trades).Tag);
    }

    [Fact]
    public void Replacement_OfAnOrderThatFilled_SaysSoAndChangesNothing()
    {
        Order? order = null;
        EngineRun.Of(
            TestMarkets.Still(4),
            EngineRun.At(
                (0, o => order = o.Place(OrderRequest.BuyUnits(5))),
                (1, o => Assert.False(o.Replace(order!, new OrderChange { Units = 8 })))
            )
        );
    }

    [Theory]
    [InlineData(97, double.NaN, double.NaN, "the order has no limit price to change")]
    [InlineData(double.NaN, double.NaN, 2.5, "units must be a whole number above 0")]
    [InlineData(double.NaN, 94, double.NaN, "is on the wrong side")] // the stop-loss is at 96
    public void Replacement_ThatCannotBeMeant_IsRefused(double limit, double stop, double units, string reason)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() =>
            EngineRun.Of(
                TestMarkets.Still(3),
                EngineRun.At(
                    0,
                    o =>
                        o.Replace(
                            o.Place(OrderRequest.BuyUnits(5) with { Stop = 105, StopLoss = 96 }),
                            new OrderChange
                            {
                                Limit = limit,
                                Stop = stop,
                                Units = units,
                            }
                        )
                )
            )
        );

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Group_OneFills_TheOthersAreGone()
    {
        Order[] orders = [];
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, (100, 106, 100, 105), (105, 105, 90, 91)),
            EngineRun.At(
                0,
                o =>
                    orders = o.PlaceOneCancelsOther(
                        OrderRequest.BuyUnits(5) with
                        {
                            Stop = 105,
                        },
                        OrderRequest.SellUnits(5) with
                        {
                            Stop = 95,
                        }
                    )
            )
        );

        // a sale at 95 would have closed it
        Assert.Equal((105.0, true), (Assert.Single(result.Trades).EntryPrice, result.Trades[0].IsOpen));
        Assert.All(orders, o => Assert.False(o.IsWaiting));
    }

    [Fact]
    public void Group_BothTouchedInOneBar_TheFirstOnThePathCounts()
    {
        // Open nearer the low: down to 94 first, up to 107 later.
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, (99, 107, 94, 100), s_flat),
            EngineRun.At(
                0,
                o => o.PlaceOneCancelsOther(OrderRequest.BuyUnits(5) with { Stop = 105 }, OrderRequest.SellUnits(5) with { Stop = 95 })
            )
        );

        Assert.Equal((-5.0, 95.0, true), (Assert.Single(result.Trades).Size, result.Trades[0].EntryPrice, result.Trades[0].IsOpen));
    }

    [Fact]
    public void Group_APartialFill_CancelsTheOthersAndGoesOn()
    {
        var bars = TestMarkets.WithVolume((100, 100, 100, 100, 0), (100, 106, 100, 105, 300), (105, 105, 90, 91, 900));
        var result = EngineRun.Of(
            bars,
            EngineRun.At(
                0,
                o => o.PlaceOneCancelsOther(OrderRequest.BuyUnits(50) with { Stop = 105 }, OrderRequest.SellUnits(50) with { Stop = 95 })
            ),
            s_tenth
        );

        Assert.Equal([(30.0, true), (20.0, true)], result.Trades.Select(t => (t.Size, t.IsOpen)));
    }

    [Fact]
    public void Group_AnOrderThatIsRefused_LeavesTheOthers()
    {
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, (100, 100, 94, 94), (94, 106, 94, 105)),
            EngineRun.At(
                0,
                o => o.PlaceOneCancelsOther(OrderRequest.BuyUnits(5) with { Stop = 105 }, OrderRequest.SellUnits(5) with { Stop = 95 })
            ),
            EngineRun.Free with
            {
                AllowShort = false,
            }
        );

        Assert.Equal((2, 5.0), (Assert.Single(result.Trades).EntryBar, result.Trades[0].Size));
    }

    [Fact]
    public void Group_UnderExclusiveOrders_TakesBackWhatWaitedButNotItself()
    {
        var result = EngineRun.Of(
            TestMarkets.Ohlc(s_flat, s_flat, (100, 107, 94, 100), s_flat),
            EngineRun.At(
                (0, o => o.Place(OrderRequest.BuyUnits(1) with { Limit = 95 })),
                (
                    1,
                    o =>
                    {
                        o.PlaceOneCancelsOther(OrderRequest.BuyUnits(5) with { Stop = 105 }, OrderRequest.SellUnits(5) with { Stop = 96 });
                        Assert.Equal(2, o.WaitingCount);
                    }
                )
            ),
            options: new BacktestOptions { ExclusiveOrders = true }
        );

        // the open is nearer the low, which comes first
        Assert.Equal((-5.0, true), (Assert.Single(result.Trades).Size, result.Trades[0].IsOpen));
    }

    [Fact]
    public void Group_OfOne_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            EngineRun.Of(TestMarkets.Still(3), EngineRun.At(0, o => o.PlaceOneCancelsOther(OrderRequest.BuyUnits(5))))
        );
}
