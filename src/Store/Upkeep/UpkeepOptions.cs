namespace Simulator.Store.Upkeep;

/// <summary>How long things stay. Bound from <c>Store</c> in the configuration, checked at the start.</summary>
public sealed record UpkeepOptions
{
    /// <summary>How long a deletion can be undone.</summary>
    public TimeSpan UndoTime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a file that no row names stays after it was first seen so.</summary>
    public TimeSpan OrphanGrace { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often the store is looked after.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What a clean-up leaves of the outputs of stages: those used since.</summary>
    public TimeSpan ArtifactsKept { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Everything that is wrong with these options.</summary>
    public IEnumerable<string> Errors()
    {
        foreach (
            var (name, span) in new[]
            {
                (nameof(UndoTime), UndoTime),
                (nameof(OrphanGrace), OrphanGrace),
                (nameof(ArtifactsKept), ArtifactsKept),
            }
        )
        {
            if (span < TimeSpan.Zero)
                yield return FormattableString.Invariant($"Store:{name}: must not be negative, was {span}");
        }
        if (Interval <= TimeSpan.Zero)
            yield return FormattableString.Invariant($"Store:{nameof(Interval)}: must be positive, was {Interval}");
    }
}
