using System.Text.Json.Nodes;
using Simulator.Statistics;

namespace Simulator.Cli.Reports;

/// <summary>The figures of an account as JSON, with the names and definitions of several programs; undefined figures are null.</summary>
internal static class DialectJson
{
    private static readonly (string Name, StatisticDialect Dialect)[] s_dialects =
    [
        ("standard", StatisticDialect.Standard),
        ("lean", StatisticDialect.Lean),
        ("empyrical", StatisticDialect.Empyrical),
        ("backtestingPy", StatisticDialect.BacktestingPy),
    ];

    /// <summary>The figures of each dialect except <paramref name="except"/>.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Of(
        Func<StatisticDialect, IReadOnlyDictionary<string, double>> figures,
        StatisticDialect? except = null
    ) =>
        s_dialects
            .Where(d => d.Dialect != except)
            .Select(d =>
                KeyValuePair.Create(
                    d.Name,
                    (JsonNode?)new JsonObject(figures(d.Dialect).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Number(f.Value))))
                )
            );

    /// <summary>A number, or null if it is not finite.</summary>
    public static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
