namespace Simulator.Store.Jobs;

/// <summary>Which jobs a list shows, and in what order.</summary>
public sealed record JobQuery
{
    /// <summary>Words of the kinds; null for all.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>Part of the name, target or strategy; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>What they are ordered by; equal ones newest first.</summary>
    public JobOrder Order { get; init; }

    /// <summary>The largest or newest first; those without the figure stand last either way.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>Jobs before the first one shown.</summary>
    public int Skip { get; init; }

    /// <summary>Jobs at most.</summary>
    public required int Take { get; init; }
}

/// <summary>What a list of jobs can be ordered by: the columns of <see cref="JobRow"/>.</summary>
public enum JobOrder
{
    /// <summary>When it was queued.</summary>
    Created,

    /// <summary>Name.</summary>
    Name,

    /// <summary>Kind.</summary>
    Kind,

    /// <summary>State.</summary>
    State,

    /// <summary>The figure that stands for it, grouped by which figure it is.</summary>
    Figure,

    /// <summary>Runs of the engine behind it.</summary>
    Runs,
}
