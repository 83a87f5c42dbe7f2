using Simulator.Backtesting;
using Simulator.Specs;

namespace Simulator.Strategies;

/// <summary>Makes the strategies of specs.</summary>
public static class StrategyFactory
{
    /// <summary>The strategy of a rule's spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="inputs">What it may be made from; a named strategy needs the series, and some of them forecasts.</param>
    /// <exception cref="ArgumentException">A kind that is not a rule (an agent's decisions run as a <see cref="TapeStrategy"/>), or a named strategy whose parameters or inputs do not do.</exception>
    public static IStrategy Create(StrategySpec spec, StrategyInputs? inputs = null) => spec switch
    {
        NamedStrategySpec named when inputs is not null => NamedStrategies.Create(named.Name, named.Parameters.ByName, inputs),
        NamedStrategySpec named => throw new ArgumentException($"strategy {named.Name} is made for a series, and none was given", nameof(inputs)),
        BuyAndHoldStrategySpec => new BuyAndHold(),
        SmaCrossStrategySpec cross => new SmaCross(cross.FastBars, cross.SlowBars),
        _ => throw new ArgumentException($"strategy {spec.GetType().Name} is not a rule: run its decisions as a tape"),
    };
}
