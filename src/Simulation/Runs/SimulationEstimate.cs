using Simulator.Features;
using Simulator.Jobs;
using Simulator.Learners;

namespace Simulator.Runs;

/// <summary>
/// What a simulation takes, from its spec and the numbers of bars: bars, features, forecasts and the learners' own arrays.
/// Calibrated on the
/// reference job and on runs of one to two million bars; within a factor of about three.
/// </summary>
internal static class SimulationEstimate
{
    private const double RuntimeBytes = 120e6;
    private const double LibraryBytes = 220e6; // of the tensor library, where something learns
    private const double BytesPerBar = 7 * sizeof(double) * 3; // as read, aligned, and cut to the dates
    private const double BytesPerFeature = sizeof(double) * 5; // the table, its check on cut data, and scaled copies
    private const double BytesPerTestedBar = 600; // decisions, orders, equity and the curves of the evaluation
    private const double SecondsToStart = 1.5;
    private const double SecondsPerBar = 2e-7;
    private const double SecondsPerFeature = 1.5e-7;
    private const double SecondsPerTestedBar = 6e-6; // the run, its repetitions and its robustness

    /// <summary>The estimate; series that are not known count nothing.</summary>
    public static JobEstimate Of(SimulationSpec spec, Func<string, int> barsOf)
    {
        double bars = barsOf(spec.Data.Target);
        var related = spec.Data.Related.Sum(r => (double)barsOf(r));
        var columns = Columns(spec);
        var memory = RuntimeBytes + (BytesPerBar * (bars + related)) + (BytesPerFeature * columns * bars) + (BytesPerTestedBar * bars);
        var seconds =
            SecondsToStart + (SecondsPerBar * (bars + related)) + (SecondsPerFeature * columns * bars) + (SecondsPerTestedBar * bars);
        if (!spec.Learns)
            return new(memory, seconds);
        var shape = new LearnerBars(spec.Data.Target, (int)bars, TrainingLength.FirstCompleteRow(spec.Features), spec.Split);
        foreach (var (learner, part) in Learners(spec))
        {
            var load = learner.Load(part, shape, columns);
            (memory, seconds) = (memory + load.MemoryBytes, seconds + load.Seconds);
        }
        return new(memory + LibraryBytes, seconds);
    }

    private static IEnumerable<(LearnerDescription Learner, object Spec)> Learners(SimulationSpec spec)
    {
        foreach (var fitted in spec.Features.OfType<FittedFeatureSpec>())
            yield return (LearnerTable.Of(fitted), fitted);
        if (spec.Forecaster is { } forecaster)
            yield return (LearnerTable.Of(forecaster), forecaster);
        if (spec.Strategy is AgentStrategySpec { Agent: var agent })
            yield return (LearnerTable.Of(agent), agent);
    }

    private static int Columns(SimulationSpec spec) =>
        spec.Features.Sum(f => f is RelatedReturnsFeatureSpec ? spec.Data.Related.Count : Math.Max(1, FeatureColumns.NamesOf(f).Count()));
}
