using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Store.Jobs;

/// <summary>Simulations that run, wait or ran. Everything survives a closed tab, a restart and a kill.</summary>
public interface IJobs
{
    /// <summary>Queues a validated spec; returns when it is safely stored.</summary>
    Task<string> SubmitAsync(SimulationSpec spec, string device, bool isDemo, CancellationToken cancellation);

    /// <summary>Asks a job to stop; a queued one never starts. False when there is no such job or it has ended.</summary>
    Task<bool> CancelAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// The job as it stands and every later state, with nothing lost or doubled between the two; at most 4 states a second, the
    /// latest wins; ends after the state that ends the job. Null when there is no such job.
    /// </summary>
    JobWatch? Watch(string id, CancellationToken cancellation);

    /// <summary>All queued and running jobs now and whenever that list or their progress changes (the top bar's pill).</summary>
    IAsyncEnumerable<IReadOnlyList<JobSnapshot>> WatchActive(CancellationToken cancellation);
}

/// <summary>A snapshot and what follows it.</summary>
public sealed record JobWatch(JobSnapshot Snapshot, IAsyncEnumerable<JobSnapshot> Updates);

/// <summary>Where a job stands. Immutable; a new one per change.</summary>
public sealed record JobSnapshot
{
    /// <summary>Job's and simulation's id (URL-safe).</summary>
    public required string Id { get; init; }

    /// <summary>The spec's name, or one made from target and strategy.</summary>
    public required string Name { get; init; }

    /// <summary>State.</summary>
    public required JobState State { get; init; }

    /// <summary>Why it failed or was cancelled; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Times it was handed to a worker.</summary>
    public int Attempt { get; init; }

    /// <summary>Whole job, 0 … 1.</summary>
    public double Fraction { get; init; }

    /// <summary>What is happening, in a sentence.</summary>
    public string Doing { get; init; } = "";

    /// <summary>Time left, once it can be told.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>Every stage in order.</summary>
    public required IReadOnlyList<StageProgress> Stages { get; init; }

    /// <summary>All points of the learning curves so far, in order.</summary>
    public IReadOnlyList<StageEvent.Evaluated> Curves { get; init; } = [];

    /// <summary>Where it runs: <c>cpu</c>, <c>cuda</c> or <c>auto</c> before it started.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Queued at.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>First handed out at.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Ended at.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The demo run of the first start.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Target is a synthetic series.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>Succeeded, failed or cancelled.</summary>
    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;
}

/// <summary>One stage's progress.</summary>
public sealed record StageProgress(StageName Stage, StageState State, double Fraction, string Doing, double Seconds, bool FromCache)
{
    /// <summary>Which learner trains in this stage, by its name in the table; null for other stages and for jobs of earlier versions.</summary>
    public string? Learner { get; init; }
}

/// <summary>States of a stage.</summary>
public enum StageState
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Its artifact stands.</summary>
    Done,

    /// <summary>Not part of this spec (no forecaster, no agent).</summary>
    Skipped,
}

/// <summary>States of a job.</summary>
public enum JobState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>Its result is stored.</summary>
    Succeeded,

    /// <summary>Ended with a reason.</summary>
    Failed,

    /// <summary>Stopped on request.</summary>
    Cancelled,
}
