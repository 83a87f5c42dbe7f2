using Simulator.Backtesting;

namespace Simulator.Rules;

/// <summary>Rules of the expression language.</summary>
public sealed record RulesStrategySpec : StrategySpec
{
    /// <summary>
    /// The rules, in the form of a RULES.json file. Other symbols are those of <c>data.related</c>, forecasts those of the forecaster.
    /// </summary>
    public required RuleDocument Rules { get; init; }
}
