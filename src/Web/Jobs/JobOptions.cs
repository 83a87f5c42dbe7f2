using Simulator.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>How jobs are run. Bound from <c>Jobs</c> in the configuration, checked at the start.</summary>
public sealed record JobOptions
{
    /// <summary>Workers that run side by side, each in a process of its own.</summary>
    public int Slots { get; init; } = 2;

    /// <summary>Of these, workers that may be searches at the same time.</summary>
    public int SearchSlots { get; init; } = 1;

    /// <summary>Threads of a search; 0 for half of the processors.</summary>
    public int SearchThreads { get; init; }

    /// <summary>Whether one more worker waits for the next order: a short job need not wait for a process to start.</summary>
    public bool SpareWorker { get; init; } = true;

    /// <summary>Workers that may die one after the other without getting further before the job fails.</summary>
    public int CrashesWithoutProgress { get; init; } = 3;

    /// <summary>How long a worker that was told to stop may take before it is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a cancelled search may take to sum up what it had.</summary>
    public TimeSpan PartialGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a paused job may take to its next checkpoint; after that it goes on from the one before.</summary>
    public TimeSpan PauseGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Most memory of one worker, MiB; 0 for three quarters of the machine's (or the container's), divided by <see cref="Slots"/>. The
    /// worker's own heap is bounded to it, and a worker that occupies more is ended.
    /// </summary>
    public int WorkerMemoryMiB { get; init; }

    /// <summary>How long one worker may run on one job; zero for ever.</summary>
    public TimeSpan LongestAttempt { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a worker may say nothing before it counts as hung and is ended; zero for ever.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often a worker's memory and times are looked at.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Jobs that may wait or run at the same time; more are refused.</summary>
    public int MostOpenJobs { get; init; } = 1_000;

    /// <summary>Least time between two states shown to a viewer.</summary>
    public TimeSpan ViewerInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often points of learning curves are stored while a job runs.</summary>
    public TimeSpan CurveInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause before a job is handed out again after its worker died.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause before a job goes on that waits for the disk: full, read-only or gone.</summary>
    public TimeSpan DiskDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether the first start of a new store runs the demo simulation by itself.</summary>
    public bool DemoAtFirstStart { get; init; } = true;

    /// <summary>Everything that is wrong with these options.</summary>
    public IEnumerable<string> Errors()
    {
        if (Slots is < 1 or > 64)
            yield return FormattableString.Invariant($"Jobs:Slots: must be 1 to 64, was {Slots}");
        if (SearchSlots is < 1 or > 64)
            yield return FormattableString.Invariant($"Jobs:SearchSlots: must be 1 to 64, was {SearchSlots}");
        if (SearchThreads is < 0 or > 1024)
            yield return FormattableString.Invariant($"Jobs:SearchThreads: must be 0 to 1024, was {SearchThreads}");
        if (WorkerMemoryMiB is < 0 or (> 0 and < 256))
            yield return FormattableString.Invariant($"Jobs:WorkerMemoryMiB: must be 0 (automatic) or at least 256, was {WorkerMemoryMiB}");
        if (MostOpenJobs < 1)
            yield return FormattableString.Invariant($"Jobs:MostOpenJobs: must be at least 1, was {MostOpenJobs}");
        if (WatchInterval <= TimeSpan.Zero)
            yield return FormattableString.Invariant($"Jobs:WatchInterval: must be above zero, was {WatchInterval}");
        if (CrashesWithoutProgress < 1)
            yield return FormattableString.Invariant($"Jobs:CrashesWithoutProgress: must be at least 1, was {CrashesWithoutProgress}");
        foreach (
            var (name, span) in new[]
            {
                (nameof(StopGrace), StopGrace),
                (nameof(PartialGrace), PartialGrace),
                (nameof(PauseGrace), PauseGrace),
                (nameof(LongestAttempt), LongestAttempt),
                (nameof(LongestSilence), LongestSilence),
                (nameof(ViewerInterval), ViewerInterval),
                (nameof(CurveInterval), CurveInterval),
                (nameof(RetryDelay), RetryDelay),
                (nameof(DiskDelay), DiskDelay),
            }
        )
        {
            if (span < TimeSpan.Zero)
                yield return FormattableString.Invariant($"Jobs:{name}: must not be negative, was {span}");
        }
    }

    /// <summary>
    /// Threads of a worker. A training has all processors: it is far behind the server's own threads, and mostly alone.
    /// </summary>
    internal int ThreadsOf(JobShare share) =>
        share == JobShare.Worker ? Environment.ProcessorCount
        : SearchThreads > 0 ? SearchThreads
        : Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Most memory of one worker, bytes.</summary>
    internal long WorkerMemoryBytes =>
        WorkerMemoryMiB > 0 ? (long)WorkerMemoryMiB << 20 : Math.Max(256L << 20, ProcessMemory.OfTheMachine / 4 * 3 / Slots);

    /// <summary>How far behind the server's own threads a worker stands (<c>nice</c>): searches last.</summary>
    internal static int NicenessOf(JobShare share) => share == JobShare.Search ? 15 : LeastNiceness;

    /// <summary>Niceness of the first among workers; from here a process can only be put further behind.</summary>
    internal const int LeastNiceness = 5;

    /// <summary>How long a cancelled worker may take.</summary>
    internal TimeSpan CancelGraceOf(JobShare share) => share == JobShare.Search ? PartialGrace : StopGrace;
}
