using Simulator.Diagnostics;
using Simulator.Generation;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Realism;

/// <summary>What the judges say of generated paths.</summary>
/// <param name="Distances">Wasserstein-1 distances, by horizon.</param>
/// <param name="Returns">Kolmogorov–Smirnov on the returns; the counts are those of independent values that they are worth.</param>
/// <param name="Windows">Maximum mean discrepancy of windows that do not overlap.</param>
/// <param name="Discriminative">Score of the logistic judge, 0 … ½; smaller is better.</param>
/// <param name="Predictive">Use for a forecast.</param>
/// <param name="Memorisation">Whether real windows are repeated.</param>
/// <param name="Collapse">Whether draws resemble each other.</param>
public sealed record Judgement(
    IReadOnlyList<DistanceReading> Distances,
    TestReading Returns,
    TestReading Windows,
    double Discriminative,
    PredictiveScore Predictive,
    Memorisation Memorisation,
    ModeCollapse Collapse
)
{
    private const int MostWindows = 300;

    /// <summary>Judges paths.</summary>
    /// <param name="real">The real path.</param>
    /// <param name="generated">Generated paths as long as it, from two on.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Judgement Of(ReturnPath real, IReadOnlyList<ReturnPath> generated, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(generated);
        var units = PathWindows.Units(real);
        var own = PathWindows.Of(real, units, PathWindows.Bars);
        var drawn = Some([.. generated.SelectMany(p => PathWindows.Of(p, units, PathWindows.Bars))]);
        var block = Math.Max(FactPanel.LeastBlock, BootstrapGenerator.MeanBlock(real.Return));
        var pooled = generated.SelectMany(p => p.Return).ToArray();
        cancellation.ThrowIfCancellationRequested();
        return new(
            [.. DistanceReading.Horizons.Select(h => DistanceReading.Of(real, generated, h, block, seed))],
            KolmogorovSmirnov.Of(
                real.Return,
                pooled,
                Autocorrelations.EffectiveCount(real.Return),
                generated.Sum(p => Autocorrelations.EffectiveCount(p.Return))
            ),
            MeanDiscrepancy.Of(own, drawn, Seeds.Generator(seed, "discrepancy")),
            LogisticJudge.Score(JudgeSplit.Of(real, generated)),
            PredictiveScore.Of(real, generated),
            Memorisation.Of(PathWindows.Of(real, units, 1), PathWindows.Bars, drawn),
            ModeCollapse.Of(real, generated, units)
        );
    }

    private static double[][] Some(double[][] windows) =>
        windows.Length <= MostWindows
            ? windows
            : [.. Enumerable.Range(0, MostWindows).Select(i => windows[(int)((long)i * windows.Length / MostWindows)])];
}
