using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting;

public sealed class CommissionTests
{
    private static readonly ExecutionSpec s_makerTaker = EngineRun.Free with
    {
        Commission = new CommissionSpec { Rate = 0.002, MakerRate = -0.0005 },
    };

    // Bar 1 comes down to a limit of 98, bar 2 up to a target of 105.
    private static readonly BarSeries s_bars = TestMarkets.Ohlc(
        (100, 100, 100, 100),
        (99, 101, 97, 99),
        (99, 110, 98, 109),
        (109, 109, 109, 109)
    );

    [Fact]
    public void LimitOrder_ThatWaited_MakesLiquidityAndEarnsTheRebate()
    {
        var result = EngineRun.Of(
            s_bars,
            EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(10) with { Limit = 98, TakeProfit = 105 })),
            s_makerTaker
        );

        Assert.Equal(-0.0005 * 10 * (98 + 105), result.Commissions, 1e-12);
        Assert.Equal(100_000 + 70 + (0.0005 * 10 * (98 + 105)), result.Equity[^1], 1e-9);
    }

    [Fact]
    public void MarketAndStopOrders_TakeLiquidity()
    {
        var market = EngineRun.Of(s_bars, EngineRun.At(0, o => o.BuyUnits(10)), s_makerTaker);
        var stop = EngineRun.Of(s_bars, EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(10) with { Stop = 100.5 })), s_makerTaker);

        Assert.Equal(0.002 * 10 * 99, market.Commissions, 1e-12);
        Assert.Equal(0.002 * 10 * 100.5, stop.Commissions, 1e-12);
    }

    [Fact]
    public void LimitOrder_BeyondTheMarket_FillsAtOnceAndTakesLiquidity() =>
        Assert.Equal(
            0.002 * 10 * 99,
            EngineRun.Of(s_bars, EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(10) with { Limit = 103 })), s_makerTaker).Commissions,
            1e-12
        );

    [Fact]
    public void StopLimit_MetAtItsTrigger_TakesLiquidity() =>
        Assert.Equal(
            0.002 * 10 * 100.5,
            EngineRun
                .Of(s_bars, EngineRun.At(0, o => o.Place(OrderRequest.BuyUnits(10) with { Stop = 100.5, Limit = 102 })), s_makerTaker)
                .Commissions,
            1e-12
        );

    [Theory]
    [InlineData(-0.001, 0, 0, 0, -1.0)] // rebate on the value of 1,000
    [InlineData(0.001, -3, 0, 0, -2.0)] // money back per fill
    [InlineData(0, 0, -0.01, 0, -0.1)] // per unit
    [InlineData(-0.001, 0, 0, 2, 2.0)] // a minimum stands over a rebate
    public void Commission_NegativeParts_AreRebates(double rate, double perFill, double perUnit, double minimum, double fee) =>
        Assert.Equal(fee, new Commission(rate, perFill, perUnit, minimum).For(10, 100), 1e-12);

    [Fact]
    public void Commission_OfNothing_IsTheFixedPart() => Assert.Equal(2, new Commission(0.001, Fixed: 2).For(0, 100));

    [Theory]
    [InlineData(0.002, 0, 0, 0)]
    [InlineData(-0.002, 0, 0, 0)]
    [InlineData(0.001, 3, 0.02, 0)]
    [InlineData(0, 0, 0.01, 5)]
    [InlineData(0, -2, 0, 0)]
    public void Affordable_IsNeverMoreThanTheMoneyPays(double rate, double perFill, double perUnit, double minimum)
    {
        var commission = new Commission(rate, perFill, perUnit, minimum);
        foreach (var (money, price) in new[] { (1_000.0, 7.0), (50, 49.99), (123_456, 0.37) })
        {
            var units = commission.Affordable(money, price);
            Assert.InRange((units * price) + commission.For(units, price), money - (2 * (5 + price)), money * (1 + 1e-12));
        }
    }

    [Fact]
    public void PerShareWithMinimumAndCap_FromTheSpec_IsCharged()
    {
        var spec = EngineRun.Free with
        {
            Commission = new CommissionSpec
            {
                PerUnit = 0.005,
                Minimum = 1,
                CapFraction = 0.01,
            },
        };
        double Fee(int units) => EngineRun.Of(TestMarkets.Still(3, price: 5), EngineRun.At(0, o => o.BuyUnits(units)), spec).Commissions;

        Assert.Equal(0.5, Fee(10), 1e-12); // 1 is the minimum, 1 % of 50 the cap
        Assert.Equal(1, Fee(100), 1e-12); // 0.50 is below the minimum
        Assert.Equal(5, Fee(1_000), 1e-12); // 0.005 each
    }
}
