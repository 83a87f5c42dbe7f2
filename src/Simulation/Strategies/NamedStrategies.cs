using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Text;

namespace Simulator.Strategies;

/// <summary>Strategies by name, with parameters as text: what the command line, forms and sweeps run.</summary>
public static class NamedStrategies
{
    private static readonly Dictionary<string, StrategyDescription> s_byName = new(StringComparer.Ordinal);

    static NamedStrategies()
    {
        All =
        [
            .. HoldingStrategies.All,
            .. TrendStrategies.All,
            .. ReversionStrategies.All,
            .. ForecastStrategies.All,
            .. ExecutionStrategies.All,
            .. ReferenceStrategies.All,
        ];
        foreach (var description in All)
            s_byName.Add(description.Name, description);
    }

    /// <summary>Every strategy, by heading.</summary>
    public static IReadOnlyList<StrategyDescription> All { get; }

    /// <summary>The available names, each with its parameters and their defaults (“smaCross fast=10 slow=30 …”).</summary>
    public static IEnumerable<string> Descriptions => All.Select(d => d.Signature);

    /// <summary>The description of a name, or null.</summary>
    public static StrategyDescription? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The strategy of a name for a series.</summary>
    /// <exception cref="ArgumentException">No such strategy, no such parameter, or a value that it does not accept; the message says what
    /// there is.</exception>
    public static IStrategy Create(string name, IReadOnlyDictionary<string, string> parameters, BarSeries series) =>
        Create(name, parameters, new StrategyInputs(series));

    /// <summary>The strategy of a name for a series with what else is known of it.</summary>
    /// <exception cref="ArgumentException">No such strategy, no such parameter, a value that it does not accept, or something it needs is
    /// missing; the message lists the valid ones.</exception>
    public static IStrategy Create(string name, IReadOnlyDictionary<string, string> parameters, StrategyInputs inputs) =>
        Find(name) is { } description
            ? description.Create(parameters, inputs)
            : throw new ArgumentException(
                $"no strategy is called '{name}'{Suggestion.Hint(name, s_byName.Keys)}; available: {string.Join(", ", s_byName.Keys)}"
            );
}
