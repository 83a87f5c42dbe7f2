using Simulator.Features;
using Simulator.Learners;

namespace Simulator.Runs;

/// <summary>
/// Whether a series is long enough to learn on as a spec asks: the arithmetic of the folds and of the agent's parts, on counts of bars
/// alone.
/// </summary>
internal static class TrainingLength
{
    private const int LongestLookedFor = 50_000;

    /// <summary>What is too short with so many bars, with what would help; null where nothing is.</summary>
    public static string? Shortage(SimulationSpec spec, string symbol, int bars)
    {
        var firstRow = FirstCompleteRow(spec.Features);
        foreach (var feature in spec.Features.OfType<FittedFeatureSpec>())
        {
            // Each is fitted beside the fixed columns, not beside the others' values.
            var fixedRow = FirstCompleteRow(spec.Features);
            var length = LearnerTable.Of(feature).Length(feature, new LearnerBars(symbol, bars, fixedRow, spec.Split));
            if (length.Shortage is not null)
                return length.Shortage;
            firstRow = Math.Max(firstRow, length.FirstRow);
        }
        if (spec.Forecaster is { } forecaster)
        {
            var length = LearnerTable.Of(forecaster).Length(forecaster, new LearnerBars(symbol, bars, firstRow, spec.Split));
            if (length.Shortage is not null)
                return length.Shortage;
            firstRow = Math.Max(firstRow, length.FirstRow);
        }
        return spec.Strategy is AgentStrategySpec { Agent: var agent }
            ? LearnerTable.Of(agent).Length(agent, new LearnerBars(symbol, bars, firstRow, spec.Split)).Shortage
            : null;
    }

    /// <summary>
    /// The fewest bars from <paramref name="bars"/> on that are enough; null where none are, as when a part of the split is always empty.
    /// </summary>
    public static int? Needed(SimulationSpec spec, string symbol, int bars)
    {
        for (var count = bars; count <= LongestLookedFor; count++)
        {
            if (Shortage(spec, symbol, count) is null)
                return count;
        }
        return null;
    }

    /// <summary>First row at which every fixed feature of a complete market has a value.</summary>
    public static int FirstCompleteRow(IReadOnlyList<FeatureSpec> features) =>
        features.Where(f => f is not FittedFeatureSpec).Select(FeatureCatalogue.WarmUpBars).DefaultIfEmpty(1).Max() - 1;
}
