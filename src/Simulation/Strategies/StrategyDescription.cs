using Simulator.Backtesting;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Rules.Drawing;

namespace Simulator.Strategies;

/// <summary>Group of a strategy.</summary>
public enum StrategyGroup
{
    /// <summary>Holds, or does not.</summary>
    Holding,

    /// <summary>Goes with a move.</summary>
    TrendFollowing,

    /// <summary>Goes against a move.</summary>
    MeanReversion,

    /// <summary>Follows forecasts.</summary>
    Forecasts,

    /// <summary>Executes a target over time.</summary>
    Execution,

    /// <summary>The rules of the published reference cases, kept as they are there.</summary>
    ReferenceCases,
}

/// <summary>Inputs of a strategy.</summary>
/// <param name="Series">The traded series.</param>
public sealed record StrategyInputs(BarSeries Series)
{
    /// <summary>
    /// [bar] of the traded series: the last known value of another series at its close, NaN where unknown; null without one.
    /// </summary>
    public double[]? Reference { get; init; }

    /// <summary>Forecasts of the traded series, a row per bar; null without them.</summary>
    public ForecastTape? Forecast { get; init; }
}

/// <summary>
/// A strategy by name: its rule, its parameters, and how it is created. Help, reference page, forms and sweeps read this.
/// </summary>
public sealed record StrategyDescription
{
    /// <summary>camelCase, unique, e.g. <c>donchianBreakout</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Shown to people.</summary>
    public required string Title { get; init; }

    /// <summary>Its heading.</summary>
    public required StrategyGroup Group { get; init; }

    /// <summary>The rule, as text.</summary>
    public required string Rule { get; init; }

    /// <summary>Where the rule comes from; empty for the product's own.</summary>
    public string Source { get; init; } = "";

    /// <summary>Markets in which it is usually tried, in a sentence.</summary>
    public string Suits { get; init; } = "";

    /// <summary>What it is weak at, in a sentence.</summary>
    public string Weakness { get; init; } = "";

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<StrategyParameter> Parameters { get; init; } = [];

    /// <summary>What its parameters must be to each other; a sweep need not try what breaks this.</summary>
    public IReadOnlyList<StrategyConstraint> Constraints { get; init; } = [];

    /// <summary>Whether it needs forecasts of the series.</summary>
    public bool NeedsForecast { get; init; }

    /// <summary>Whether it can be given a second series to trade against.</summary>
    public bool TakesReference { get; init; }

    /// <summary>Makes it from checked parameters.</summary>
    internal Func<StrategyValues, StrategyInputs, IStrategy> Make { get; init; } = (_, _) => new HoldCash();

    /// <summary>
    /// What it looks at, from checked parameters and the symbol that it trades against (null for none): expressions of the rule language.
    /// </summary>
    internal Func<StrategyValues, string?, IReadOnlyList<DrawnLine>> Draws { get; init; } = (_, _) => [];

    /// <summary>
    /// What it looks at, to be drawn over the bars that it trades; nothing where its parameters have faults, and without what the language
    /// has no room for, such as a window of a million bars.
    /// </summary>
    /// <param name="parameters">Its parameters; those left out have their defaults.</param>
    /// <param name="reference">The symbol that it trades against; null for none.</param>
    public IReadOnlyList<StrategyOverlay> Overlays(IReadOnlyDictionary<string, string> parameters, string? reference) =>
        Faults(parameters).Any()
            ? []
            :
            [
                .. Draws(new StrategyValues(Parameters, parameters), TakesReference ? reference : null)
                    .Select(line => line.Overlay())
                    .OfType<StrategyOverlay>()
                    .DistinctBy(o => o.Expression),
            ];

    /// <summary>The name with parameters and defaults: <c>smaCross fast=10 slow=30 …</c>.</summary>
    public string Signature => string.Join(' ', Parameters.Select(p => $"{p.Name}={p.Default}").Prepend(Name));

    /// <summary>The strategy with parameters by name; those left out have their defaults.</summary>
    /// <exception cref="ArgumentException">No such parameter, a value that it does not accept, values that contradict each other, or
    /// forecasts missing; the message lists the valid ones.</exception>
    public IStrategy Create(IReadOnlyDictionary<string, string> parameters, StrategyInputs inputs)
    {
        foreach (var (parameter, fault) in Faults(parameters))
            throw new ArgumentException($"{Name}: {parameter} {fault}");
        if (NeedsForecast && inputs.Forecast is null)
            throw new ArgumentException($"{Name} needs forecasts, but none were given: run it in a simulation with a forecaster");
        return Make(new StrategyValues(Parameters, parameters), inputs);
    }

    /// <summary>
    /// What is wrong with parameters: the name of each, and what it must be; what they must be to each other only where each by itself is
    /// sound.
    /// </summary>
    public IEnumerable<(string Parameter, string Fault)> Faults(IReadOnlyDictionary<string, string> parameters) =>
        ParameterFaults.Of(Name, Parameters, Constraints, parameters);
}
