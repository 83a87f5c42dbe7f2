using Simulator.Backtesting;
using Simulator.Specs;

namespace Simulator.Strategies;

/// <summary>Makes the strategies that need nothing but the series.</summary>
public static class StrategyFactory
{
    /// <summary>The strategy of a rule's spec.</summary>
    /// <exception cref="ArgumentException">A kind that is not a rule (an agent's decisions run as a <see cref="TapeStrategy"/>).</exception>
    public static IStrategy Create(StrategySpec spec) => spec switch
    {
        BuyAndHoldStrategySpec => new BuyAndHold(),
        SmaCrossStrategySpec cross => new SmaCross(cross.FastBars, cross.SlowBars),
        _ => throw new ArgumentException($"strategy {spec.GetType().Name} is not a rule: run its decisions as a tape"),
    };
}
