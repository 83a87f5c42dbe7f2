using Simulator.Jobs;

namespace Simulator.Store.Database;

/// <summary>An imported series; its bars are a blob named by <see cref="ContentHash"/>.</summary>
public sealed class StoredSeries
{
    public long Id { get; set; }
    public required string Symbol { get; set; }
    public required string ContentHash { get; set; }
    public required int Bars { get; set; }
    public required DateTime From { get; set; }
    public required DateTime To { get; set; }
    public required string Calendar { get; set; }
    public required string Interval { get; set; }
    public required string Kind { get; set; }
    public required bool HasOhlc { get; set; }
    public required bool IsSynthetic { get; set; }
    public required string SourceName { get; set; }
    public required string QualityJson { get; set; }
    public required int QualityFindings { get; set; }
    public required DateTimeOffset Imported { get; set; }
    public DateTimeOffset? Deleted { get; set; }
}

/// <summary>What a series was before it was replaced or appended to; its bars are the blob of <see cref="ContentHash"/>.</summary>
public sealed class StoredSeriesVersion
{
    public long Id { get; set; }
    public required long SeriesId { get; set; }
    public required string ContentHash { get; set; }
    public required int Bars { get; set; }
    public required DateTime From { get; set; }
    public required DateTime To { get; set; }
    public required string Calendar { get; set; }
    public required string Interval { get; set; }
    public required string Kind { get; set; }
    public required bool HasOhlc { get; set; }
    public required bool IsSynthetic { get; set; }
    public required string SourceName { get; set; }
    public required string QualityJson { get; set; }
    public required int QualityFindings { get; set; }
    public required DateTimeOffset Imported { get; set; }
    public required DateTimeOffset Replaced { get; set; }
}

/// <summary>A job of any kind.</summary>
public sealed class StoredJob
{
    public required string Id { get; set; }

    /// <summary>Word of its kind.</summary>
    public required string Kind { get; set; }

    public required string Name { get; set; }
    public required string Target { get; set; }
    public required string Strategy { get; set; }
    public required JobState State { get; set; }
    public string? Reason { get; set; }

    /// <summary>Grows each time the job is taken from its worker; messages with an older epoch are refused.</summary>
    public int Epoch { get; set; }

    /// <summary>How often it was given to a worker.</summary>
    public int Attempt { get; set; }

    /// <summary>Workers, or servers with them, in a row that died without progress.</summary>
    public int CrashesInARow { get; set; }

    /// <summary>How far it ever got that a next attempt need not do again: stages and the fraction of the one after them.</summary>
    public double Furthest { get; set; }

    /// <summary>How far that was when the current attempt began; beyond it is progress.</summary>
    public double FurthestBefore { get; set; }

    /// <summary>The higher goes first.</summary>
    public int Priority { get; set; }

    public required string RequestJson { get; set; }

    /// <summary>By which its trials are known; empty where it has none, or came from an earlier version and has not run since.</summary>
    public required string RequestHash { get; set; }

    /// <summary>Trials of the target besides its own, counted when it was first handed out; null before.</summary>
    public int? EarlierTrials { get; set; }

    /// <summary>The code of its last attempt; null before the first, and in jobs of an earlier version.</summary>
    public string? CodeVersion { get; set; }

    /// <summary>What is worth knowing of its way, in a sentence.</summary>
    public string? Note { get; set; }

    public required string Device { get; set; }
    public bool IsDemo { get; set; }
    public bool IsSynthetic { get; set; }
    public required string StagesJson { get; set; }

    /// <summary>Symbol → content hash at the submission; null in jobs of an earlier version.</summary>
    public string? SeriesJson { get; set; }

    public required DateTimeOffset Created { get; set; }
    public DateTimeOffset? Started { get; set; }
    public DateTimeOffset? Ended { get; set; }
    public DateTimeOffset? Deleted { get; set; }
    public StoredResult? Result { get; set; }

    /// <summary>Succeeded, failed or cancelled.</summary>
    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;
}

/// <summary>Points of a job's learning curves: one row per second while it runs, one row when it has ended.</summary>
public sealed class StoredCurves
{
    public required string JobId { get; set; }

    /// <summary>Position of the first point in the job's curves.</summary>
    public required int First { get; set; }

    /// <summary>Points as JSON, Brotli.</summary>
    public required byte[] Points { get; set; }
}

/// <summary>What a job found: the document is a blob named by <see cref="BlobHash"/>, the figures of the list are here.</summary>
public sealed class StoredResult
{
    public required string JobId { get; set; }
    public required string BlobHash { get; set; }
    public required string ResultHash { get; set; }
    public required double? ReturnFraction { get; set; }
    public required double? BenchmarkReturnFraction { get; set; }
    public required double? Sharpe { get; set; }

    /// <summary>Which figure <see cref="Figure"/> is.</summary>
    public string? FigureKey { get; set; }

    /// <summary>The figure that stands for it in a list of all kinds.</summary>
    public double? Figure { get; set; }

    /// <summary>Runs of the engine behind it; 0 where that says nothing.</summary>
    public long Runs { get; set; }

    public required string Sentence { get; set; }
    public required string Device { get; set; }
    public required string CodeVersion { get; set; }
    public required DateTimeOffset Stored { get; set; }
}

/// <summary>A read-only link to a result. Only the hash of its token is kept.</summary>
public sealed class StoredLink
{
    public long Id { get; set; }
    public required string JobId { get; set; }
    public required byte[] TokenHash { get; set; }
    public required DateTimeOffset Created { get; set; }
    public DateTimeOffset? Expires { get; set; }
    public DateTimeOffset? Revoked { get; set; }
    public int Views { get; set; }
}

/// <summary>Something that was tried on a market.</summary>
public sealed class StoredTrial
{
    public long Id { get; set; }

    /// <summary>The traded series, in upper case.</summary>
    public required string Target { get; set; }

    /// <summary>Of what was run: the same again is the same trial.</summary>
    public required string Hash { get; set; }

    /// <summary>Hash of the target's bars; null where an earlier version did not know it.</summary>
    public string? BarsHash { get; set; }

    /// <summary>The kind of work.</summary>
    public required string Kind { get; set; }

    /// <summary>Choices that were tried.</summary>
    public required long Count { get; set; }

    /// <summary>When it was counted first.</summary>
    public required DateTimeOffset Counted { get; set; }
}

/// <summary>A name, in upper case, under which bars are known: the same bars under two names are one market.</summary>
public sealed class StoredMarketName
{
    public required string BarsHash { get; set; }
    public required string Symbol { get; set; }
}

/// <summary>What people have drawn on the chart of a symbol.</summary>
public sealed class StoredDrawings
{
    public required string Symbol { get; set; }

    /// <summary>The drawings as the pages write them.</summary>
    public required string Json { get; set; }

    /// <summary>Grows with every change.</summary>
    public required long Version { get; set; }

    public required DateTimeOffset Changed { get; set; }
}

/// <summary>A row of another table that was damaged or could not be read, kept whole.</summary>
public sealed class StoredSetAside
{
    public long Id { get; set; }
    public required string TableName { get; set; }

    /// <summary>What it was, as far as it says.</summary>
    public required string Name { get; set; }

    public required string Reason { get; set; }

    /// <summary>Its columns as JSON; bytes as base64.</summary>
    public required string RowJson { get; set; }

    public required DateTimeOffset Found { get; set; }
}

/// <summary>A fact about the store as a whole, e.g. that the first start was done.</summary>
public sealed class StoredSetting
{
    public required string Key { get; set; }
    public required string Value { get; set; }
}

/// <summary>A version of a strategy that a person saved by name; the newest version is the strategy.</summary>
public sealed class StoredStrategy
{
    public long Id { get; set; }
    public required string Name { get; set; }
    public required int Version { get; set; }
    public required string Json { get; set; }
    public required DateTimeOffset Saved { get; set; }
    public DateTimeOffset? Deleted { get; set; }
}
