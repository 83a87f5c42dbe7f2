using Simulator.Jobs;

namespace Simulator.Store.Jobs;

/// <summary>Work of every kind that runs, waits or ran. Everything survives a closed tab, a restart and a kill.</summary>
public interface IJobs
{
    /// <summary>Queues a job; returns its id when it is safely stored.</summary>
    /// <exception cref="ArgumentException">The stored series do not suit it, or there is no such device; the message says why.</exception>
    Task<string> SubmitAsync(JobSubmission submission, CancellationToken cancellation);

    /// <summary>
    /// What a request takes with the series as they are stored now; one beyond the machine is refused when it is submitted.
    /// </summary>
    JobEstimate Estimate(IJobRequest request);

    /// <summary>
    /// Asks a job to stop for good; a queued one never starts. False when there is no such job or it has ended.
    /// </summary>
    Task<bool> CancelAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Keeps a queued job from starting, and stops a running one at its next checkpoint. False when it neither waits nor runs.
    /// </summary>
    Task<bool> PauseAsync(string id, CancellationToken cancellation);

    /// <summary>Queues a paused job again; it goes on where it was. False when it is not paused.</summary>
    Task<bool> ResumeAsync(string id, CancellationToken cancellation);

    /// <summary>Sets which jobs go first: the higher number, then the older. False when there is no such job or it has ended.</summary>
    Task<bool> SetPriorityAsync(string id, int priority, CancellationToken cancellation);

    /// <summary>
    /// Puts a waiting job before another waiting one, or last where <paramref name="before"/> is null. The order is kept as priorities, of
    /// as few jobs as can be. False when one of the two does not wait.
    /// </summary>
    Task<bool> MoveAsync(string id, string? before, CancellationToken cancellation);

    /// <summary>
    /// Deletes a job, cancelled first where it has not ended: from now on there is none, and its links open nothing. Its trials stay
    /// counted. False where there is none.
    /// </summary>
    Task<bool> DeleteAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Undoes <see cref="DeleteAsync"/>; what was cancelled stays so. False where it was not deleted, or so long ago that it was removed.
    /// </summary>
    Task<bool> RestoreAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// The job as it stands and every later state, with nothing lost or doubled between the two; at most 4 states a second, the
    /// latest wins; ends after the state that ends the job. Null when there is no such job.
    /// </summary>
    JobWatch? Watch(string id, CancellationToken cancellation);

    /// <summary>All jobs that have not ended, now and whenever that list or their progress changes.</summary>
    IAsyncEnumerable<IReadOnlyList<JobSnapshot>> WatchActive(CancellationToken cancellation);
}

/// <summary>A job to be queued.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Request">A sound request of that kind.</param>
public sealed record JobSubmission(IJobKind Kind, IJobRequest Request)
{
    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Priority; null for the kind's own.</summary>
    public int? Priority { get; init; }

    /// <summary>The demo run of the first start.</summary>
    public bool IsDemo { get; init; }
}

/// <summary>A snapshot and what follows it.</summary>
public sealed record JobWatch(JobSnapshot Snapshot, IAsyncEnumerable<JobSnapshot> Updates);

/// <summary>Where a job stands. Immutable; a new one per change.</summary>
public sealed record JobSnapshot
{
    /// <summary>Job's id (URL-safe).</summary>
    public required string Id { get; init; }

    /// <summary>Word of its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>State.</summary>
    public required JobState State { get; init; }

    /// <summary>Why it failed or was cancelled; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>What is worth knowing of its way, e.g. that it began again, in a sentence; null as a rule.</summary>
    public string? Note { get; init; }

    /// <summary>Times it was handed to a worker.</summary>
    public int Attempt { get; init; }

    /// <summary>The higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Whole job, 0 … 1.</summary>
    public double Fraction { get; init; }

    /// <summary>What is happening, in a sentence.</summary>
    public string Doing { get; init; } = "";

    /// <summary>Time left, once it can be told.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>Every stage in order.</summary>
    public required IReadOnlyList<StageProgress> Stages { get; init; }

    /// <summary>All points of the learning curves so far, in order.</summary>
    public IReadOnlyList<JobEvent.Evaluated> Curves { get; init; } = [];

    /// <summary>What its generator draws now; null where none does.</summary>
    public SamplePaths? Paths { get; init; }

    /// <summary>What its worker takes of the machine; null where none is at work.</summary>
    public WorkerUse? Use { get; init; }

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
/// <param name="Stage">Its name, as its kind gives it.</param>
/// <param name="State">State.</param>
/// <param name="Fraction">0 … 1.</param>
/// <param name="Doing">What happens in it.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="FromCache">Nothing had to be worked out.</param>
public sealed record StageProgress(string Stage, StageState State, double Fraction, string Doing, double Seconds, bool FromCache)
{
    /// <summary>The learner that trains in this stage, by its name in the table; null for other stages and for older jobs.</summary>
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

    /// <summary>Not part of this request.</summary>
    Skipped,
}
