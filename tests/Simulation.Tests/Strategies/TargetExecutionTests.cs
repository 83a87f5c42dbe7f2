using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Strategies;

public sealed class TargetExecutionTests
{
    private static readonly ExecutionSpec s_free = new() { CommissionRate = 0, SlippageBps = 0 };

    [Fact]
    public void Twap_ReachesItsTargetInEqualSlicesAndHolds()
    {
        // 10 000 at a price of 10: half is 500 units, 125 on each of bars 1 … 4.
        var result = Run(Market(1, 1, 1, 1, 1, 1, 1), 0, "twapExecution", ("exposure", "0.5"), ("bars", "4"));

        Assert.Equal([0, 0.125, 0.25, 0.375, 0.5, 0.5, 0.5], result.Exposure);
    }

    [Fact]
    public void Vwap_SlicesByThePastVolumeOfTheSamePlaceInTheWindow()
    {
        // Decided at bar 3: volumes 1 and 3 took turns, so bar 4 is to fill a quarter and bar 5 the rest, whatever is traded then.
        var result = Run(Market(1, 3, 1, 3, 99, 99, 99), 4, "vwapExecution", ("bars", "2"));

        Assert.Equal([0.25, 1, 1], result.Exposure);
    }

    [Fact]
    public void Target_BelowZero_IsSoldShort() =>
        Assert.Equal([0, -0.5, -1, -1], Run(Market(1, 1, 1, 1), 0, "twapExecution", ("exposure", "-1"), ("bars", "2")).Exposure);

    [Fact]
    public void Target_OfLessThanAUnit_TradesNothing() =>
        Assert.Empty(Run(Market(1, 1, 1, 1), 0, "twapExecution", ("exposure", "0.0001")).Trades);

    [Fact]
    public void Target_IsRoundedDownToLots()
    {
        // 0.55 of 10 000 at 10 would be 550 units.
        var market = Market(1, 1, 1, 1);
        var strategy = new TargetExecution(0.55, new TwapPlan { Bars = 2 });
        var result = BacktestEngine.Run(market, 0, 3, strategy, s_free with { LotUnits = 100 }, new CapitalSpec { Amount = 10_000 });

        Assert.Equal(500, result.Trades.Sum(t => t.Size));
    }

    private static BacktestResult Run(BarSeries market, int firstBar, string name, params (string Name, string Value)[] parameters) =>
        BacktestEngine.Run(
            market,
            firstBar,
            market.Count - 1,
            NamedStrategies.Create(name, parameters.ToDictionary(p => p.Name, p => p.Value), market),
            s_free,
            new CapitalSpec { Amount = 10_000 }
        );

    private static BarSeries Market(params double[] volumes)
    {
        var flat = TestMarkets.OpenClose([.. volumes.Select(_ => (10.0, 10.0))]);
        return new BarSeries("TEST", flat.CloseTimeTicks, flat.Open, flat.High, flat.Low, flat.Close, volumes) { Calendar = flat.Calendar };
    }
}
