using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting;

public sealed class SlippageTests
{
    // 100 → 110 → 99 → 108.9: log-returns ±; volumes 1,000, 2,000, 3,000, 2,000 before the fill on bar 4.
    private static readonly BarSeries s_moving = TestMarkets.WithVolume(
        (100, 100, 100, 100, 1_000),
        (110, 110, 110, 110, 2_000),
        (99, 99, 99, 99, 3_000),
        (108.9, 108.9, 108.9, 108.9, 2_000),
        (100, 100, 100, 100, 9_999),
        (100, 100, 100, 100, 9_999)
    );

    public static TheoryData<SlippageSpec, double, double> Models =>
        new()
        {
            { new NoSlippage(), 100, 100 },
            {
                new BasisPointSlippage { Bps = 25 },
                100.25,
                99.75
            },
            {
                new SpreadSlippage { SpreadBps = 30 },
                100.15,
                99.85
            },
            {
                new SpreadSlippage { Spread = 0.5 },
                100.25,
                99.75
            },
            {
                new SpreadSlippage { Spread = 0.5, SpreadBps = 30 },
                100.40,
                99.60
            },
        };

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_MarketOrders_PayItOnEitherSide(SlippageSpec model, double bought, double sold)
    {
        var result = EngineRun.Of(
            TestMarkets.Still(4),
            EngineRun.At((0, o => o.BuyUnits(10)), (1, o => o.CloseAll())),
            EngineRun.Free with
            {
                Slippage = model,
            }
        );

        Assert.Equal((bought, sold), (Math.Round(result.Trades[0].EntryPrice, 10), Math.Round(result.Trades[0].ExitPrice, 10)));
        Assert.Equal(10 * (bought - sold), result.SlippageCost, 1e-9);
        Assert.Equal(100_000 - (10 * (bought - sold)), result.Equity[^1], 1e-9);
    }

    [Fact]
    public void Model_WhereGiven_StandsInPlaceOfTheBasisPoints() =>
        Assert.Equal(
            100,
            EngineRun
                .Of(
                    TestMarkets.Still(3),
                    EngineRun.At(0, o => o.BuyUnits(1)),
                    new ExecutionSpec { SlippageBps = 50, Slippage = new NoSlippage() }
                )
                .Trades[0]
                .EntryPrice
        );

    [Fact]
    public void Impact_IsVolatilityTimesTheRootOfTheShareOfVolume()
    {
        var result = EngineRun.Of(
            s_moving,
            EngineRun.At(3, o => o.BuyUnits(500)),
            EngineRun.Free with
            {
                Slippage = new ImpactSlippage { Coefficient = 0.5, WindowBars = 4 },
            }
        );

        // Returns ln 1.1, ln 0.9, ln 1.1: mean (2·0.0953102 − 0.1053605)/3 = 0.0284200, σ = √(Σd²/2) = 0.1158549…; mean volume 2,000;
        // √(500/2000) = 0.5.
        double[] returns = [Math.Log(1.1), Math.Log(0.9), Math.Log(1.1)];
        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / 2);
        Assert.Equal(0.11585, deviation, 1e-5);
        Assert.Equal(100 * (1 + (0.5 * deviation * 0.5)), result.Trades[0].EntryPrice, 1e-9);
    }

    [Fact]
    public void Impact_FourTimesTheSize_CostsTwiceAsMuchPerUnit()
    {
        double Cost(int units) =>
            EngineRun
                .Of(s_moving, EngineRun.At(3, o => o.BuyUnits(units)), EngineRun.Free with { Slippage = new ImpactSlippage() })
                .Trades[0]
                .EntryPrice - 100;

        Assert.Equal(2 * Cost(50), Cost(200), 1e-9);
    }

    [Fact]
    public void Impact_VolumeAndPricesFromTheFillOn_ChangeNothing()
    {
        var other = TestMarkets.WithVolume(s_moving, [1_000, 2_000, 3_000, 2_000, 1, 1]);
        other.Close[4] = other.High[4] = 180;
        var spec = EngineRun.Free with { Slippage = new ImpactSlippage() };

        Assert.Equal(
            EngineRun.Of(s_moving, EngineRun.At(3, o => o.BuyUnits(500)), spec).Trades[0].EntryPrice,
            EngineRun.Of(other, EngineRun.At(3, o => o.BuyUnits(500)), spec).Trades[0].EntryPrice
        );
    }

    [Fact]
    public void Impact_OfAClosingThatTheVolumeCuts_IsThatOfTheUnitsThatFill()
    {
        var bars = TestMarkets.WithVolume(
            TestMarkets.OpenClose((100, 100), (100, 110), (110, 99), (99, 108), (100, 100), (100, 100), (100, 100)),
            [900, 900, 900, 900, 900, 100, 900]
        );
        double Exit(int held) =>
            EngineRun
                .Of(
                    bars,
                    EngineRun.At((3, o => o.BuyUnits(held)), (4, o => o.CloseAll())),
                    EngineRun.Free with
                    {
                        Slippage = new ImpactSlippage(),
                        VolumeShare = 0.1,
                    }
                )
                .Trades.First(t => t.ExitBar == 5)
                .ExitPrice;

        Assert.True(Exit(10) < 99);
        Assert.Equal(Exit(10), Exit(90)); // ten of ninety go on that bar
    }

    [Fact]
    public void Impact_UnderTradeOnClose_IsTheSameForEntryAndExitAtOneClose()
    {
        var spec = EngineRun.Free with { Slippage = new ImpactSlippage() };
        var trades = EngineRun
            .Of(
                s_moving,
                EngineRun.At((2, o => o.BuyUnits(50)), (3, o => o.SellUnits(100))),
                spec,
                options: new BacktestOptions { TradeOnClose = true }
            )
            .Trades;

        Assert.Equal(trades[1].EntryPrice, trades[0].ExitPrice); // one sale of a hundred, half of which closes and half of which opens
    }

    [Fact]
    public void Impact_AllIn_BuysWhatTheAccountCanPayAtTheWorsePrice()
    {
        var result = EngineRun.Of(
            s_moving,
            EngineRun.At(3, o => o.Buy()),
            EngineRun.Free with
            {
                CommissionRate = 0.001,
                Slippage = new ImpactSlippage(),
                FractionalUnits = true,
            },
            cash: 50_000
        );

        var trade = result.Trades[0];
        Assert.True(trade.EntryPrice > 101);
        Assert.InRange(trade.Size * trade.EntryPrice * 1.001, 49_999 * 100 / 108.9, 50_000 + 1e-6); // sized with the close of 108.9
    }

    [Fact]
    public void Impact_SeriesWithoutVolumes_IsRefusedWithTheRemedy()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            EngineRun.Of(TestMarkets.Still(3), _ => { }, EngineRun.Free with { Slippage = new ImpactSlippage() })
        );

        Assert.Contains("impact needs volume, and series TEST has none; choose bps or spread", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LimitOrdersAndTargets_FillWithoutSlippage_StopsWithIt()
    {
        var bars = TestMarkets.Ohlc(
            (100, 100, 100, 100),
            (100, 101, 97, 99),
            (99, 110, 98, 109),
            (109, 110, 109, 110),
            (110, 111, 90, 91),
            (91, 91, 91, 91)
        );
        var spec = EngineRun.Free with { SlippageBps = 10 };
        var target = EngineRun
            .Of(bars, EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(1) with { Limit = 98, TakeProfit = 105 })), spec)
            .Trades[0];
        var stop = EngineRun.Of(bars, EngineRun.At(2, o => o.Place(OrderRequest.BuyUnits(1) with { StopLoss = 100 })), spec).Trades[0];

        Assert.Equal((98.0, 105.0), (target.EntryPrice, target.ExitPrice));
        Assert.Equal(109 * 1.001, stop.EntryPrice, 1e-9);
        Assert.Equal(100 * 0.999, stop.ExitPrice, 1e-9);
    }

    [Fact]
    public void LimitSale_ThatReducesALong_FillsNoWorseThanItsLimit()
    {
        var bars = TestMarkets.Ohlc((100, 100, 100, 100), (100, 100, 100, 100), (100, 106, 100, 104), (104, 104, 104, 104));
        var result = EngineRun.Of(
            bars,
            EngineRun.At((0, o => o.BuyUnits(10)), (1, o => o.Place(OrderRequest.SellUnits(10) with { Limit = 105 }))),
            EngineRun.Free with
            {
                SlippageBps = 50,
            }
        );

        Assert.Equal(105, Assert.Single(result.Trades).ExitPrice);
    }
}
