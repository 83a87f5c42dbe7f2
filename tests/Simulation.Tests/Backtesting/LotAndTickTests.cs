using Simulator.Backtesting;

namespace Simulator.Tests.Simulation.Backtesting;

public sealed class LotAndTickTests
{
    [Theory]
    [InlineData(false, null, 333.0)]
    [InlineData(false, 100.0, 300.0)]
    [InlineData(true, 0.25, 333.25)]
    [InlineData(true, null, 1000 / 3.0)]
    public void Size_IsRoundedDownToTheLot(bool fractional, double? lot, double units) =>
        Assert.Equal(
            units,
            EngineRun
                .Of(
                    TestMarkets.Still(3, price: 3),
                    EngineRun.At(0, o => o.Buy()),
                    EngineRun.Free with
                    {
                        FractionalUnits = fractional,
                        LotUnits = lot,
                    },
                    cash: 1_000
                )
                .Trades[0]
                .Size,
            1e-9
        );

    [Fact]
    public void LotOfATenth_HasNoBinaryNoise()
    {
        Assert.Equal(0.3, new LotSize(0.1).Floor(0.3));
        Assert.Equal(0.3, new LotSize(0.1).Floor(0.1 + 0.2));
        Assert.Equal(0.2, new LotSize(0.1).Floor(0.29));
    }

    [Fact]
    public void Units_ThatAreNoMultipleOfTheLot_AreRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            EngineRun.Of(TestMarkets.Still(3), EngineRun.At(0, o => o.BuyUnits(150)), EngineRun.Free with { LotUnits = 100 })
        );

        Assert.Contains("a multiple of the lot size 100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_BelowOneLot_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            EngineRun.Of(
                TestMarkets.Still(3),
                EngineRun.At(0, o => o.BuyUnits(double.Epsilon)),
                EngineRun.Free with
                {
                    FractionalUnits = true,
                    LotUnits = 0.1,
                }
            )
        );

    [Theory]
    [InlineData(+1, 98.03, 98.0)] // a purchase never pays more than its limit
    [InlineData(-1, 102.01, 102.05)]
    public void Limit_OffTheTick_MovesToTheSideThatIsHarderToReach(int side, double limit, double price)
    {
        var bars = TestMarkets.Ohlc((100, 100, 100, 100), (100, 103, 97, 100), (100, 100, 100, 100));
        var request = side > 0 ? OrderRequest.BuyUnits(1) : OrderRequest.SellUnits(1);

        Assert.Equal(
            price,
            EngineRun
                .Of(bars, EngineRun.At(0, o => o.Place(request with { Limit = limit })), EngineRun.Free with { TickSize = 0.05 })
                .Trades[0]
                .EntryPrice
        );
    }

    [Theory]
    [InlineData(+1, 102.01, 102.05)] // a stop never triggers sooner
    [InlineData(-1, 98.03, 98.0)]
    public void Stop_OffTheTick_MovesToTheSideThatIsHarderToReach(int side, double stop, double price)
    {
        var bars = TestMarkets.Ohlc((100, 100, 100, 100), (100, 103, 97, 100), (100, 100, 100, 100));
        var request = side > 0 ? OrderRequest.BuyUnits(1) : OrderRequest.SellUnits(1);

        Assert.Equal(
            price,
            EngineRun
                .Of(bars, EngineRun.At(0, o => o.Place(request with { Stop = stop })), EngineRun.Free with { TickSize = 0.05 })
                .Trades[0]
                .EntryPrice
        );
    }

    [Fact]
    public void Fill_OffTheTick_IsRoundedToTheTradersDisadvantage()
    {
        var result = EngineRun.Of(
            TestMarkets.Still(4, price: 100.02),
            EngineRun.At((0, o => o.BuyUnits(1)), (1, o => o.CloseAll())),
            EngineRun.Free with
            {
                TickSize = 0.05,
            }
        );

        Assert.Equal((100.05, 100.0), (result.Trades[0].EntryPrice, result.Trades[0].ExitPrice));
        Assert.Equal(0.05, result.SlippageCost, 1e-9);
    }

    [Fact]
    public void BracketOfATrade_OffTheTick_FillsOnTheTick()
    {
        var bars = TestMarkets.Ohlc((100, 100, 100, 100), (100, 100, 100, 100), (100, 103, 99, 102), (102, 102, 90, 91));
        var target = EngineRun.Of(
            bars,
            EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(1) with { TakeProfit = 102.01 })),
            EngineRun.Free with
            {
                TickSize = 0.05,
            }
        );
        var stop = EngineRun.Of(
            bars,
            EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(1) with { StopLoss = 95.04 })),
            EngineRun.Free with
            {
                TickSize = 0.05,
            }
        );

        Assert.Equal((102.05, 95.0), (target.Trades[0].ExitPrice, stop.Trades[0].ExitPrice));
    }

    [Fact]
    public void TickAboveThePriceOfABar_IsRefused_NamingTickPriceAndBar()
    {
        var bars = TestMarkets.OpenClose((0.02, 0.02), (0.02, 0.02), (0.02, 0.004), (0.02, 0.02));
        var message = Assert
            .Throws<ArgumentException>(() =>
                EngineRun.Of(bars, EngineRun.At(0, o => o.BuyUnits(1)), EngineRun.Free with { TickSize = 0.01 })
            )
            .Message;

        Assert.StartsWith("execution.tickSize: 0.01 is above the price 0.004 of bar 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void TickAboveThePriceOfABarThatIsNotTraded_IsNoFault()
    {
        var bars = TestMarkets.OpenClose((0.004, 0.004), (0.02, 0.02), (0.02, 0.02), (0.02, 0.004));
        var result = BacktestEngine.Run(
            bars,
            1,
            2,
            new ScriptedStrategy(EngineRun.At(1, o => o.BuyUnits(1))),
            EngineRun.Free with
            {
                TickSize = 0.01,
            },
            new CapitalSpec()
        );

        Assert.Equal(0.02, Assert.Single(result.Trades).EntryPrice);
    }

    [Fact]
    public void Sale_WhoseSlippageLeavesLessThanATick_IsNotRoundedToTheTradersAdvantage()
    {
        // 0.0104 less 10 % is 0.00936: no positive price lies below it on the tick, and the tick itself is more than that.
        var bars = TestMarkets.Still(4, price: 0.0104);
        var result = EngineRun.Of(
            bars,
            EngineRun.At((0, o => o.BuyUnits(1)), (1, o => o.CloseAll())),
            EngineRun.Free with
            {
                TickSize = 0.01,
                SlippageBps = 1_000,
            }
        );

        Assert.Equal(0.0104 * (1 - 0.1), Assert.Single(result.Trades).ExitPrice);
    }

    [Theory]
    [InlineData(+1, 0.004)] // a purchase at less than a tick
    [InlineData(-1, 0.016)]
    public void PriceBetweenZeroAndTheTick_NeverBecomesBetter(int side, double price)
    {
        var tick = new PriceTick(0.01);

        Assert.True(side * (tick.Fill(price, side) - price) >= 0);
        Assert.True(-1 * (tick.Fill(0.004, -1) - 0.004) >= 0);
        Assert.True(tick.Limit(0.004, +1) <= 0.004 && tick.Stop(0.004, -1) <= 0.004);
        Assert.True(tick.Limit(0.004, +1) > 0 && tick.Stop(0.004, -1) > 0 && tick.Fill(0.004, -1) > 0);
    }

    [Fact]
    public void TickAboveThePriceOfAPortfoliosBar_IsRefused_NamingTheAsset()
    {
        var bars = Portfolios.PortfolioMarkets.Bars(
            "PENNY",
            Simulator.Markets.MarketCalendar.Nyse,
            (0.02, 0.02),
            (0.02, 0.004),
            (0.02, 0.02)
        );
        var message = Assert
            .Throws<ArgumentException>(() =>
                Simulator.Portfolios.PortfolioEngine.Run(
                    Portfolios.PortfolioMarkets.Assets(bars),
                    new Portfolios.ScriptedPortfolio(_ => { }),
                    EngineRun.Free with
                    {
                        TickSize = 0.01,
                    },
                    new CapitalSpec()
                )
            )
            .Message;

        Assert.StartsWith("execution.tickSize: 0.01 is above the price 0.004 of bar 1", message, StringComparison.Ordinal);
        Assert.Contains("PENNY", message, StringComparison.Ordinal);
    }
}
