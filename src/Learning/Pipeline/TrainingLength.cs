using Simulator.Environments;
using Simulator.Features;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Specs;
using Simulator.Scoring;
using Simulator.Specs;

namespace Simulator.Learning.Pipeline;

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
        if (spec.Forecaster is GanForecasterSpec gan)
        {
            var fitStart = Math.Max(firstRow, RandomWalk.SeedReturns + 1) + gan.WindowBars - 1;
            if (WalkForward.Shortage(bars, fitStart, spec.Split, gan.TrainFolds) is { } walk)
                return walk;
            var folds = WalkForward.Plan(bars, fitStart, spec.Split, gan.TrainFolds);
            if (folds.Select(f => FoldRows.Shortage(f, spec.Split.EmbargoBars)).FirstOrDefault(s => s is not null) is { } fold)
                return fold;
            firstRow = Math.Max(firstRow, folds[0].ForecastStart);
        }
        return spec.Strategy is AgentStrategySpec
            ? ObservedMarket.Shortage(symbol, bars, Math.Max(firstRow, ObservedMarket.VolatilityBars), spec.Split)
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
    public static int FirstCompleteRow(IReadOnlyList<FeatureSpec> features) =>
        features.Select(FeatureCatalogue.WarmUpBars).DefaultIfEmpty(1).Max() - 1;
}
