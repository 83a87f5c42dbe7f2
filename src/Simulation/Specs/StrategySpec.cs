using Simulator.Rules;

namespace Simulator.Specs;

/// <summary>
/// What trades. A closed set told apart by <c>kind</c>: <c>buyAndHold</c>, <c>smaCross</c>, <c>named</c>, <c>rules</c>, and <c>agent</c>
/// (defined
/// where agents are, in the learning code).
/// </summary>
public abstract record StrategySpec;

/// <summary>Buys at the first open of the test part and holds.</summary>
public sealed record BuyAndHoldStrategySpec : StrategySpec;

/// <summary>Long while the fast moving average of the close is above the slow one, else short (or flat where shorting is off).</summary>
public sealed record SmaCrossStrategySpec : StrategySpec
{
    /// <summary>Window of the fast average.</summary>
    public int FastBars { get; init; } = 10;

    /// <summary>Window of the slow average, larger than the fast one.</summary>
    public int SlowBars { get; init; } = 30;
}

/// <summary>Rules of the expression language.</summary>
public sealed record RulesStrategySpec : StrategySpec
{
    /// <summary>
    /// The rules, in the form of a RULES.json file. Other symbols are those of <c>data.related</c>, forecasts those of the forecaster.
    /// </summary>
    public required RuleDocument Rules { get; init; }
}
