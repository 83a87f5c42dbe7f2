using System.Text.Json.Serialization;
using Simulator.Backtesting;
using Simulator.Parameters;

namespace Simulator.Strategies;

/// <summary>
/// One of the built-in strategies (<see cref="NamedStrategies"/>), such as <c>donchianBreakout</c>, with its parameters by name.
/// </summary>
public sealed record NamedStrategySpec : StrategySpec
{
    /// <summary>Which.</summary>
    public required string Name { get; init; }

    /// <summary>Its parameters, with defaults for those that were not given.</summary>
    public StrategyParameters Parameters
    {
        get => NamedStrategies.Find(Name) is { } description ? field.With(description.Parameters.Select(p => (p.Name, p.Default))) : field;
        init;
    } = StrategyParameters.None;

    /// <summary>What it is, where there is a strategy of that name.</summary>
    [JsonIgnore]
    public StrategyDescription? Description => NamedStrategies.Find(Name);
}
