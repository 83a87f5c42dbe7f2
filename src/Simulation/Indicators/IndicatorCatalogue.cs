using Simulator.Text;

namespace Simulator.Indicators;

/// <summary>Every indicator, with one definition each, which rules, strategies, features and the reference page read.</summary>
public static class IndicatorCatalogue
{
    private static readonly Dictionary<string, IndicatorDefinition> s_byName = new(StringComparer.Ordinal);

    static IndicatorCatalogue()
    {
        All =
        [
            .. MovingAverageIndicators.All,
            .. TrendIndicators.All,
            .. MomentumIndicators.All,
            .. VolatilityIndicators.All,
            .. VolatilityRatioIndicators.All,
            .. VolumeIndicators.All,
            .. StatisticIndicators.All,
            .. CalendarIndicators.All,
        ];
        foreach (var definition in All)
            s_byName.Add(definition.Name, definition);
    }

    /// <summary>All definitions, by group.</summary>
    public static IReadOnlyList<IndicatorDefinition> All { get; }

    /// <summary>The definition of a name, or null.</summary>
    public static IndicatorDefinition? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The definition of a name.</summary>
    /// <exception cref="ArgumentException">No such indicator; the message suggests the nearest.</exception>
    public static IndicatorDefinition Get(string name) =>
        Find(name)
        ?? throw new ArgumentException(
            $"no indicator is called '{name}'{Suggestion.Hint(name, s_byName.Keys)}; available: {string.Join(", ", s_byName.Keys)}"
        );
}
