namespace Simulator.Store.Series;

/// <summary>Which series a list shows, and in what order.</summary>
public sealed record SeriesQuery
{
    /// <summary>Part of the name or of the source's name; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>What they are ordered by; equal ones by name.</summary>
    public SeriesOrder Order { get; init; }

    /// <summary>The largest first.</summary>
    public bool Descending { get; init; }

    /// <summary>Series before the first one shown.</summary>
    public int Skip { get; init; }

    /// <summary>Series at most.</summary>
    public required int Take { get; init; }
}

/// <summary>What a list of series can be ordered by: the columns of <see cref="SeriesRow"/>.</summary>
public enum SeriesOrder
{
    /// <summary>Name.</summary>
    Symbol,

    /// <summary>Number of bars.</summary>
    Bars,

    /// <summary>Close of the first bar.</summary>
    From,

    /// <summary>Close of the last bar.</summary>
    To,

    /// <summary>Length of a bar.</summary>
    Interval,

    /// <summary>Trading calendar.</summary>
    Calendar,

    /// <summary>Number of findings.</summary>
    QualityFindings,

    /// <summary>Name of the file that it came from.</summary>
    SourceName,

    /// <summary>When it was imported.</summary>
    Imported,
}
