using Simulator.Features;
using Simulator.Learners;
using Simulator.Specs;

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

    /// <summary>First row at which every feature of a complete market has a value.</summary>
    public static int FirstCompleteRow(IReadOnlyList<FeatureSpec> features) => features.Select(WarmUp).DefaultIfEmpty(1).Max() - 1;

    // A window longer by a bar warms up a bar longer, for every feature that has one.
    private static int WarmUp(FeatureSpec feature) =>
        feature switch
        {
            FourierTrendFeatureSpec fourier => WarmUp("fourierTrend", fourier.WindowBars),
            ReturnsFeatureSpec returns => WarmUp("returns", returns.LagsBars.Max()),
            IndicatorFeatureSpec indicator => WarmUp(indicator.Name, indicator.WindowBars),
            _ => WarmUp("relatedReturns", null),
        };

    private static int WarmUp(string name, int? window)
    {
        var description = FeatureCatalogue.Find(name)!;
        return window is { } bars ? description.WarmUpBars + bars - description.DefaultWindowsBars.Max() : description.WarmUpBars;
    }
}
