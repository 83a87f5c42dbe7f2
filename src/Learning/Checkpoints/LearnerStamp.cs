using Simulator.Learners;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Learning.Checkpoints;

/// <summary>What every learner's checkpoint depends on.</summary>
internal static class LearnerStamp
{
    private const int Digits = 12;

    /// <summary>A stamp to which the learner adds its data, cut-off and scaler.</summary>
    /// <param name="form">Name and version of the checkpoint's form.</param>
    /// <param name="learner">Kind of the learner.</param>
    /// <param name="spec">Its spec in JSON.</param>
    /// <param name="seed">The run's seed; null where nothing is random.</param>
    /// <param name="features">Names of the columns that it reads, in order.</param>
    /// <param name="runtime">What it computes with.</param>
    public static CheckpointStamp Of(
        string form,
        string learner,
        string spec,
        long? seed,
        IEnumerable<string> features,
        LearnerRuntime runtime
    )
    {
        var code = typeof(LearnerStamp).Module.ModuleVersionId.ToString("N")[..Digits];
        var stamp = new CheckpointStamp(form)
            .With("program", $"{CodeVersion.Current}-{code}")
            .With("library", runtime.Version)
            .With("learner", learner)
            .WithMembers("spec", spec)
            .WithNames("features", features);
        return seed is { } known ? stamp.With("seed", known) : stamp;
    }
}
