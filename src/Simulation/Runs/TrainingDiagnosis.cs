using Simulator.Diagnostics;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Markets;

namespace Simulator.Runs;

/// <summary>The checks before training, on the bars and features that a run of a spec would read.</summary>
public static class TrainingDiagnosis
{
    /// <summary>Runs every check.</summary>
    /// <param name="spec">A spec without errors, also none of <see cref="SpecChecks.AgainstData"/>, with one target.</param>
    /// <param name="series">The series at hand.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SimulationException">The features cannot be computed on these series; the text has every reason.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<TrainingFinding> Of(SimulationSpec spec, ISeriesSource series, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var market = Market(spec, series);
        return TrainingChecks.Run(
            new TrainingSample(market.Target, FeatureBuilder.Build(market, spec.Features), spec.Split)
            {
                Recompute = bars => FeatureBuilder.Compute(market.Until(bars), spec.Features),
            },
            cancellation
        );
    }

    /// <summary>The bars that a run of a spec would read: the target and its related series on one clock.</summary>
    public static AlignedMarket Market(SimulationSpec spec, ISeriesSource series) => MarketData.Align(spec.Data, series);
}
