using Simulator.Backtesting;
using Simulator.Rules;
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
        NamedStrategySpec or RulesStrategySpec => throw new ArgumentException("named strategies and rules are made for a market: give it"),
        _ => throw new ArgumentException($"strategy {spec.GetType().Name} is not a rule: run its decisions as a tape"),
    };

    /// <summary>The strategy of a rule's spec for a market.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="market">The traded series, other series, forecasts.</param>
    /// <param name="reference">[bar] last known value of a second series, for a strategy that trades against one.</param>
    /// <exception cref="ArgumentException">A kind that is not a rule, or one that the market does not serve; the message says what is missing.</exception>
    public static IStrategy Create(StrategySpec spec, RuleMarket market, double[]? reference = null) => spec switch
    {
        RulesStrategySpec rules => RuleProgram.Compile(rules.Rules).Bind(market),
        NamedStrategySpec named => NamedStrategies.Create(named.Name, named.Parameters.ByName, new StrategyInputs(market.Target) { Reference = reference, Forecast = market.Forecast }),
        _ => Create(spec),
    };
}
