using Simulator.Markets;
using Simulator.Quality;
using Simulator.Store.Database;

namespace Simulator.Store.Series;

/// <summary>
/// Imported series. Blobs are immutable; importing a symbol again gives it a new blob; old results keep theirs.
/// </summary>
public interface ISeriesLibrary : ISeriesSource
{
    /// <summary>All series and their details, by name.</summary>
    Task<IReadOnlyList<SeriesRow>> ListAsync(CancellationToken cancellation);

    /// <summary>Some of the series and their details, by name; with the number of all.</summary>
    Task<SeriesPage> PageAsync(int skip, int take, CancellationToken cancellation);

    /// <summary>Some of the series that match, in the order that is asked for; with the number of all that match.</summary>
    Task<SeriesPage> PageAsync(SeriesQuery query, CancellationToken cancellation);

    /// <summary>
    /// Some closing prices of stored bars, oldest first, for a small picture: only these are read, and their file is not verified.
    /// </summary>
    /// <param name="contentHash">Content hash of the series.</param>
    /// <param name="count">Prices at most, evenly spread, the first and the last among them.</param>
    /// <returns>Empty where the file is missing or damaged.</returns>
    double[] SomeCloses(string contentHash, int count);

    /// <summary>Names of deleted series that can still be brought back, the last deleted first.</summary>
    Task<IReadOnlyList<DeletedRow>> DeletedAsync(int take, CancellationToken cancellation);

    /// <summary>
    /// Stores series and their quality reports (JSON as the importer made it), in one transaction: all or none. A series of the same name
    /// is replaced, a deleted one too; what it was is kept, and <see cref="UndoAsync"/> brings it back.
    /// </summary>
    /// <exception cref="StoreException">A series is not the one that it was to replace (<see cref="SeriesToStore.Replaces"/>).</exception>
    Task AddAsync(IReadOnlyList<SeriesToStore> series, CancellationToken cancellation);

    /// <summary>What a series was before it was replaced, appended to or given other actions, the newest first.</summary>
    Task<IReadOnlyList<SeriesVersion>> VersionsAsync(string symbol, CancellationToken cancellation);

    /// <summary>
    /// Takes back the newest replacement, appending or change of actions of a series, as long as it still is what that made of it.
    /// </summary>
    /// <param name="symbol">The series.</param>
    /// <param name="contentHash">What it is now; null takes back whatever it is.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <exception cref="StoreException">There is nothing to take back, or it has changed since.</exception>
    Task UndoAsync(string symbol, string? contentHash, CancellationToken cancellation);

    /// <summary>The quality report's JSON.</summary>
    Task<string?> QualityJsonAsync(string symbol, CancellationToken cancellation);

    /// <summary>Hides a series; <see cref="RestoreAsync"/> undoes it.</summary>
    Task DeleteAsync(string symbol, CancellationToken cancellation);

    /// <summary>Undoes <see cref="DeleteAsync"/>.</summary>
    Task RestoreAsync(string symbol, CancellationToken cancellation);

    /// <summary>
    /// Replaces the corporate actions of a series; its bars, quality report and source stay. Old results keep the series that they read,
    /// and <see cref="UndoAsync"/> takes it back.
    /// </summary>
    /// <exception cref="StoreException">There is no such series, or it changed meanwhile.</exception>
    Task SetActionsAsync(string symbol, IReadOnlyList<CorporateAction> actions, CancellationToken cancellation);

    /// <summary>Those of the names that are in the store, each with its content hash; one query, and no file is read.</summary>
    IReadOnlyDictionary<string, string> ContentHashes(IReadOnlyCollection<string> symbols);

    /// <summary>Path of a symbol's blob, or null.</summary>
    string? BlobPath(string symbol);
}

/// <summary>A series to store.</summary>
public sealed record SeriesToStore(BarSeries Series, string SourceName, string QualityJson, int QualityFindings)
{
    /// <summary>Content hash of the stored series that it was made from or is to replace; null replaces whatever there is.</summary>
    public string? Replaces { get; init; }

    /// <summary>A series that was made, not read from a file, with its quality report.</summary>
    public static SeriesToStore Examined(BarSeries series, string sourceName)
    {
        var quality = SeriesQuality.Examine(series);
        return new(series, sourceName, quality.ToJson(), quality.Concerns);
    }
}

/// <summary>What a series was.</summary>
public sealed record SeriesVersion(
    string ContentHash,
    int Bars,
    DateTime From,
    DateTime To,
    string SourceName,
    DateTimeOffset Imported,
    DateTimeOffset Replaced
);

/// <summary>A part of the series list.</summary>
public sealed record SeriesPage(IReadOnlyList<SeriesRow> Rows, int Total);

/// <summary>A line of the series list.</summary>
public sealed record SeriesRow(
    string Symbol,
    string ContentHash,
    int Bars,
    DateTime From,
    DateTime To,
    string Calendar,
    string Interval,
    SeriesKind Kind,
    bool HasOhlc,
    bool IsSynthetic,
    string SourceName,
    int QualityFindings,
    DateTimeOffset Imported
);
