using Simulator.Artifacts;
using Simulator.Markets;

namespace Simulator.Jobs;

/// <summary>What a kind's <see cref="IJobKind.Run"/> is given.</summary>
public sealed record JobWork
{
    /// <summary>The job's id.</summary>
    public required string Job { get; init; }

    /// <summary>The request as it was stored.</summary>
    public required string RequestJson { get; init; }

    /// <summary>The series, as they were when the job was submitted.</summary>
    public required ISeriesSource Series { get; init; }

    /// <summary>Where artifacts and checkpoints are kept.</summary>
    public required DataFolder Folder { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Trials of the target besides this job's own.</summary>
    public int EarlierTrials { get; init; }

    /// <summary>Threads that it may use. No part of the result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Receives what the stages say, on any thread, never two at a time.</summary>
    public required Action<JobEvent> Report { get; init; }

    /// <summary>The clock of progress and checkpoints; never of results.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Asks the work to stop.</summary>
    public CancellationToken Cancellation { get; init; }
}
