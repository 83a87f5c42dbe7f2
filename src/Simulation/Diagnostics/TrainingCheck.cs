using Simulator.Statistics;

namespace Simulator.Diagnostics;

/// <summary>A check before training: a row of <see cref="TrainingChecks"/>.</summary>
/// <param name="Name">camelCase, unique.</param>
/// <param name="Asks">What it asks.</param>
/// <param name="Test">How: the test and its setting.</param>
/// <param name="Advice">What to do where the finding is notable.</param>
/// <param name="Read">Computes it; null where there is too little to compute it from, or too much.</param>
internal sealed record TrainingCheck(string Name, string Asks, string Test, string Advice, Func<TrainingSample, CheckReading?> Read)
{
    /// <summary>The finding on a sample.</summary>
    public TrainingFinding On(TrainingSample sample) =>
        Read(sample) is { } read
            ? Finding(
                read.Test.Statistic,
                read.Test.PValue,
                read.IsNotable ? CheckVerdict.Notable : CheckVerdict.AsUsual,
                read.Finding,
                read.IsNotable ? Advice : ""
            )
            : Finding(
                double.NaN,
                double.NaN,
                CheckVerdict.NotComputed,
                "There are too few rows or columns to compute it from, or too many columns.",
                ""
            );

    private TrainingFinding Finding(double statistic, double pValue, CheckVerdict verdict, string finding, string advice) =>
        new(Name, Asks, Test, statistic, pValue, verdict, finding, advice);
}

/// <summary>What a check computed.</summary>
/// <param name="Test">Statistic and p.</param>
/// <param name="IsNotable">Whether it is worth a look.</param>
/// <param name="Finding">The finding in a sentence.</param>
internal sealed record CheckReading(TestReading Test, bool IsNotable, string Finding);
