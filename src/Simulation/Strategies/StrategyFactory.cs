using Simulator.Backtesting;
using Simulator.Rules;

namespace Simulator.Strategies;

/// <summary>Makes the strategies of specs.</summary>
public static class StrategyFactory
{
    /// <summary>The strategy of a rule's spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="inputs">What it may be made from; a named strategy needs the series, and some of them forecasts.</param>
    /// <exception cref="ArgumentException">A kind that is not a rule (an agent's decisions run as a <see cref="TapeStrategy"/>), or a named
    /// strategy with invalid parameters or inputs.</exception>
    public static IStrategy Create(StrategySpec spec, StrategyInputs? inputs = null) =>
        spec switch
        {
            NamedStrategySpec named when inputs is not null => NamedStrategies.Create(named.Name, named.Parameters.ByName, inputs),
            NamedStrategySpec named => throw new ArgumentException(
                $"strategy {named.Name} needs a series, but none was given",
                nameof(inputs)
            ),
            BuyAndHoldStrategySpec => new BuyAndHold(),
            SmaCrossStrategySpec cross => new SmaCross(cross.FastBars, cross.SlowBars),
            RulesStrategySpec => throw new ArgumentException("rules need a market, but none was given", nameof(spec)),
            _ => throw new ArgumentException($"strategy {spec.GetType().Name} is not a trading rule: run its decisions as a tape"),
        };

    /// <summary>The strategy of a rule's spec for a market.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="market">The traded series, other series, forecasts.</param>
    /// <param name="reference">[bar] last known value of a second series, for a strategy that trades against one.</param>
    /// <exception cref="ArgumentException">A kind that is not a rule, or one that needs data that the market lacks; the message says what
    /// is missing.</exception>
    public static IStrategy Create(StrategySpec spec, RuleMarket market, double[]? reference = null) =>
        spec is RulesStrategySpec rules
            ? RuleProgram.Compile(rules.Rules).Bind(market)
            : Create(spec, new StrategyInputs(market.Target) { Reference = reference, Forecast = market.Forecast });
}
