using Simulator.Backtesting;

namespace Simulator.Tests.Simulation.Backtesting;

public sealed class IntrabarRuleTests
{
    // The open 100 is nearer the low 92 than the high 110: the product's own path goes low first.
    private static readonly (double, double, double, double)[] s_bars = [(100, 101, 99, 100), (100, 110, 92, 101), (101, 102, 100, 101)];

    [Theory]
    [InlineData(IntrabarRule.Path, 1, 95)]
    [InlineData(IntrabarRule.HighFirst, 1, 106)]
    [InlineData(IntrabarRule.LowFirst, 1, 95)]
    [InlineData(IntrabarRule.HighFirst, -1, 106)]
    [InlineData(IntrabarRule.LowFirst, -1, 95)]
    public void BarThatTouchesStopAndTarget_EndsWhereTheRuleSays(IntrabarRule rule, int side, double exit) =>
        Assert.Equal(exit, Exit(side, new BacktestOptions { Intrabar = rule }));

    [Fact]
    public void Override_ConcernsItsBarOnly()
    {
        Assert.Equal(106, Exit(1, new BacktestOptions { IntrabarAt = new Dictionary<int, IntrabarRule> { [1] = IntrabarRule.HighFirst } }));
        Assert.Equal(95, Exit(1, new BacktestOptions { IntrabarAt = new Dictionary<int, IntrabarRule> { [2] = IntrabarRule.HighFirst } }));
    }

    [Theory]
    [InlineData(IntrabarRule.HighFirst, 106)]
    [InlineData(IntrabarRule.LowFirst, 106)]
    [InlineData(IntrabarRule.Path, 106)]
    public void EntryInsideTheBar_IsFollowedByWhatThePathStillTouches(IntrabarRule rule, double exit)
    {
        // A buy stop at 102: either way the price rises through it to the target before it could fall to the stop.
        var strategy = new ScriptedStrategy(c =>
        {
            if (c.Bar == 0)
                c.Orders.Place(OrderRequest.BuyUnits(1) with { Stop = 102, StopLoss = 95, TakeProfit = 106 });
        });
        var result = BacktestEngine.Run(
            TestMarkets.Ohlc(s_bars),
            1,
            2,
            strategy,
            new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 },
            new CapitalSpec(),
            new BacktestOptions { Intrabar = rule }
        );
        Assert.Equal((102, exit), (result.Trades[0].EntryPrice, result.Trades[0].ExitPrice));
    }

    private static double Exit(int side, BacktestOptions options)
    {
        var strategy = new ScriptedStrategy(c =>
        {
            if (c.Bar == 0)
                c.Orders.Place(
                    (side > 0 ? OrderRequest.BuyUnits(1) : OrderRequest.SellUnits(1)) with
                    {
                        StopLoss = side > 0 ? 95 : 106,
                        TakeProfit = side > 0 ? 106 : 95,
                    }
                );
        });
        var result = BacktestEngine.Run(
            TestMarkets.Ohlc(s_bars),
            1,
            2,
            strategy,
            new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 },
            new CapitalSpec(),
            options
        );
        return Assert.Single(result.Trades).ExitPrice;
    }
}
