using Simulator.Jobs;
using Simulator.Store.Jobs;

namespace Simulator.Web.Hubs;

/// <summary>
/// A job's state as the hub sends it. Each point of a learning curve is sent once: a message has the points after those of the last one.
/// </summary>
public sealed record JobMessage
{
    /// <summary>Job's and simulation's id.</summary>
    public required string Id { get; init; }

    /// <summary>Word of its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>queued</c>, <c>running</c>, <c>paused</c>, <c>succeeded</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public required JobState State { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>What is worth knowing of its way, in a sentence.</summary>
    public string? Note { get; init; }

    /// <summary>The higher goes first.</summary>
    public required int Priority { get; init; }

    /// <summary>Times it was handed to a worker.</summary>
    public required int Attempt { get; init; }

    /// <summary>Whole job, 0 … 1.</summary>
    public required double Fraction { get; init; }

    /// <summary>What is happening.</summary>
    public required string Doing { get; init; }

    /// <summary>Seconds left, as soon as there is an estimate.</summary>
    public double? LeftSeconds { get; init; }

    /// <summary>Every stage in order.</summary>
    public required IReadOnlyList<StageProgress> Stages { get; init; }

    /// <summary>Points of learning curves that no earlier message of this stream had.</summary>
    public required IReadOnlyList<JobEvent.Evaluated> NewPoints { get; init; }

    /// <summary>Where it runs.</summary>
    public required string Device { get; init; }

    /// <summary>Queued at.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>First given to a worker at.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Ended at.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The message of a state, with the points after the first <paramref name="told"/>.</summary>
    public static JobMessage Of(JobSnapshot job, int told)
    {
        ArgumentNullException.ThrowIfNull(job);
        return new()
        {
            Id = job.Id,
            Kind = job.Kind,
            Note = job.Note,
            Priority = job.Priority,
            Name = job.Name,
            State = job.State,
            Reason = job.Reason,
            Attempt = job.Attempt,
            Fraction = job.Fraction,
            Doing = job.Doing,
            LeftSeconds = job.Left?.TotalSeconds,
            Stages = job.Stages,
            NewPoints = [.. job.Curves.Skip(told)],
            Device = job.Device,
            Created = job.Created,
            Started = job.Started,
            Ended = job.Ended,
        };
    }
}
