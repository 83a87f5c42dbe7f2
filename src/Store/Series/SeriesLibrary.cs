using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Store.Database;
using Simulator.Store.Trials;

namespace Simulator.Store.Series;

/// <summary>
/// <see cref="ISeriesLibrary"/> in the store. The blob is written before the row that names it, so every row has its blob.
/// Names are looked up in the database each time, so an import by another process is visible at once.
/// </summary>
public sealed class SeriesLibrary(StoreReader reader, StoreWriter writer, DataFolder folder, BlobGate gate, TimeProvider time)
    : ISeriesLibrary
{
    private static readonly TimeSpan s_countsKept = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, WeakReference<BarSeries>> _byHash = new(StringComparer.Ordinal);
    private volatile Counts? _counts;

    /// <inheritdoc/>
    public IReadOnlyList<string> Symbols =>
        reader.Read(c => c.Series.Where(s => s.Deleted == null).OrderBy(s => s.Symbol).Select(s => s.Symbol).ToList());

    /// <inheritdoc/>
    /// <exception cref="StoreException">The file of its bars is missing or damaged.</exception>
    public BarSeries? Find(string symbol)
    {
        return HashOf(symbol) is { } hash ? OfContent(hash) : null;
    }

    /// <summary>
    /// Symbol → number of bars, for all series; names are compared without regard to case. Asked at every keystroke of a form, so it is
    /// as of some seconds ago where another process imports.
    /// </summary>
    public IReadOnlyDictionary<string, int> BarCounts()
    {
        if (_counts is { } known && time.GetElapsedTime(known.At) is var age && age >= TimeSpan.Zero && age < s_countsKept)
            return known.Bars;
        var at = time.GetTimestamp();
        var bars = reader.Read(c =>
            c.Series.Where(s => s.Deleted == null)
                .Select(s => new { s.Symbol, s.Bars })
                .ToDictionary(s => s.Symbol, s => s.Bars, StringComparer.OrdinalIgnoreCase)
        );
        _counts = new Counts(bars, at);
        return bars;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> ContentHashes(IReadOnlyCollection<string> symbols) =>
        reader.Read(c =>
            c.Series.Where(s => s.Deleted == null && symbols.Contains(s.Symbol))
                .Select(s => new { s.Symbol, s.ContentHash })
                .ToDictionary(s => s.Symbol, s => s.ContentHash, StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>Series as they were when their content hashes were recorded, even if they were imported again or deleted since.</summary>
    public ISeriesSource AsOf(IReadOnlyDictionary<string, string> hashes) => new NotedSeries(this, hashes);

    /// <inheritdoc/>
    public string? BlobPath(string symbol) => HashOf(symbol) is { } hash ? PathOf(hash) : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SeriesRow>> ListAsync(CancellationToken cancellation) =>
        reader.ReadAsync(c => RowsAsync(Shown(c), cancellation));

    /// <inheritdoc/>
    public Task<SeriesPage> PageAsync(int skip, int take, CancellationToken cancellation) =>
        reader.ReadAsync(async c =>
        {
            var total = await Shown(c).CountAsync(cancellation);
            return new SeriesPage(await RowsAsync(Shown(c).Skip(skip).Take(take), cancellation), total);
        });

    /// <inheritdoc/>
    public async Task AddAsync(IReadOnlyList<SeriesToStore> series, CancellationToken cancellation)
    {
        RefuseUnusable(series);
        using var held = await gate.HoldAsync(cancellation);
        await Task.Run(
            () =>
            {
                foreach (var one in series)
                    WriteBlob(one.Series);
            },
            cancellation
        );
        // Everything that takes time is done before the writer is held, and the rest is a few queries however many series there are.
        var names = await Task.Run(() => series.Select(s => (MarketBars.HashOf(s.Series), s.Series.Symbol)).ToArray(), cancellation);
        string[] symbols = [.. names.Select(n => n.Symbol)];
        await writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var before = await c
                    .Series.Where(s => symbols.Contains(s.Symbol))
                    .ToDictionaryAsync(s => s.Symbol, StringComparer.OrdinalIgnoreCase, cancellation);
                var now = time.GetUtcNow();
                var replaced = series
                    .Where(s => before.TryGetValue(s.Series.Symbol, out var row) && IsReplaced(row, s))
                    .Select(s => before[s.Series.Symbol])
                    .ToArray();
                await SeriesHistory.KeepAsync(c, replaced, now, cancellation);
                foreach (var one in series)
                    PutRow(c, one, before.GetValueOrDefault(one.Series.Symbol), now);
                await TrialTable.RememberNamesAsync(c, names, cancellation);
            },
            cancellation
        );
        _counts = null;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SeriesVersion>> VersionsAsync(string symbol, CancellationToken cancellation) =>
        reader.ReadAsync(c => SeriesHistory.ListAsync(c, symbol, cancellation));

    /// <inheritdoc/>
    public async Task UndoAsync(string symbol, string? contentHash, CancellationToken cancellation)
    {
        // The name of a file goes from one table to another: whoever collects files must not look between.
        using var held = await gate.HoldAsync(cancellation);
        await writer.WriteAsync(Durability.Disk, c => SeriesHistory.UndoAsync(c, symbol, contentHash, cancellation), cancellation);
        _counts = null;
    }

    /// <inheritdoc/>
    public Task<string?> QualityJsonAsync(string symbol, CancellationToken cancellation) =>
        reader.ReadAsync(c =>
            c.Series.Where(s => s.Symbol == symbol && s.Deleted == null).Select(s => s.QualityJson).FirstOrDefaultAsync(cancellation)
        );

    /// <inheritdoc/>
    public Task DeleteAsync(string symbol, CancellationToken cancellation) => SetDeletedAsync(symbol, time.GetUtcNow(), cancellation);

    /// <inheritdoc/>
    public Task RestoreAsync(string symbol, CancellationToken cancellation) => SetDeletedAsync(symbol, null, cancellation);

    /// <inheritdoc/>
    public async Task SetActionsAsync(string symbol, IReadOnlyList<CorporateAction> actions, CancellationToken cancellation)
    {
        var read = Find(symbol) ?? throw Absent(symbol);
        var changed = read.WithActions(actions);
        if (changed.ContentHash == read.ContentHash)
            return;
        using var held = await gate.HoldAsync(cancellation);
        await Task.Run(() => WriteBlob(changed), cancellation);
        await writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var row =
                    await c.Series.FirstOrDefaultAsync(s => s.Symbol == changed.Symbol && s.Deleted == null, cancellation)
                    ?? throw Absent(symbol);
                if (row.ContentHash != read.ContentHash)
                    throw Changed(symbol);
                await SeriesHistory.KeepAsync(c, [row], time.GetUtcNow(), cancellation);
                row.ContentHash = changed.ContentHash;
            },
            cancellation
        );
    }

    private static StoreException Absent(string symbol) => new($"series {symbol}: is not in the store. Remedy: import it.");

    private static StoreException Changed(string symbol) =>
        new($"series {symbol}: it has changed since it was read. Remedy: look at it again and repeat the step.");

    private static IQueryable<StoredSeries> Shown(SimulatorContext context) =>
        context.Series.Where(s => s.Deleted == null).OrderBy(s => s.Symbol);

    // Without the quality reports, which are most of a row.
    private static async Task<IReadOnlyList<SeriesRow>> RowsAsync(IQueryable<StoredSeries> series, CancellationToken cancellation)
    {
        var rows = await series
            .Select(s => new
            {
                s.Symbol,
                s.ContentHash,
                s.Bars,
                s.From,
                s.To,
                s.Calendar,
                s.Interval,
                s.Kind,
                s.HasOhlc,
                s.IsSynthetic,
                s.SourceName,
                s.QualityFindings,
                s.Imported,
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(s => new SeriesRow(
                s.Symbol,
                s.ContentHash,
                s.Bars,
                s.From,
                s.To,
                s.Calendar,
                s.Interval,
                Enum.Parse<SeriesKind>(s.Kind),
                s.HasOhlc,
                s.IsSynthetic,
                s.SourceName,
                s.QualityFindings,
                s.Imported
            )),
        ];
    }

    private static void RefuseUnusable(IReadOnlyList<SeriesToStore> series)
    {
        if (series.FirstOrDefault(s => s.Series.Count == 0) is { } empty)
            throw new ArgumentException($"series {empty.Series.Symbol}: has no bars", nameof(series));
        if (series.GroupBy(s => s.Series.Symbol, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"series {twice.Key}: appears twice in one import", nameof(series));
    }

    private static BarSeries Load(string path)
    {
        try
        {
            return SeriesFile.Read(path);
        }
        catch (InvalidDataException e)
        {
            throw new StoreException(e.Message, e);
        }
    }

    private void WriteBlob(BarSeries series)
    {
        var path = PathOf(series.ContentHash);
        // The import that the error message asks for repairs a damaged file.
        if (!SeriesFile.IsWhole(path))
            FileArtifactStore.Replace(path, SeriesBlob.ToBytes(series));
        _byHash[series.ContentHash] = new WeakReference<BarSeries>(series);
    }

    // Whether the series was something else before, deleted or not, which is to be kept; to be asked before its row is overwritten.
    private static bool IsReplaced(StoredSeries before, SeriesToStore one) => before.ContentHash != one.Series.ContentHash;

    private static void PutRow(SimulatorContext context, SeriesToStore one, StoredSeries? before, DateTimeOffset imported)
    {
        var row = RowOf(one, imported);
        if (one.Replaces is { } expected && (before is not { Deleted: null } || before.ContentHash != expected))
            throw Changed(row.Symbol);
        if (before is null)
        {
            context.Series.Add(row);
            return;
        }
        row.Id = before.Id;
        context.Entry(before).CurrentValues.SetValues(row);
    }

    /// <summary>The row of a series.</summary>
    internal static StoredSeries RowOf(SeriesToStore one, DateTimeOffset imported)
    {
        var series = one.Series;
        return new StoredSeries
        {
            Symbol = series.Symbol,
            ContentHash = series.ContentHash,
            Bars = series.Count,
            From = series.CloseTimeAt(0),
            To = series.CloseTimeAt(series.Count - 1),
            Calendar = series.Calendar.Id,
            Interval = series.Interval.ToString(),
            Kind = series.Kind.ToString(),
            HasOhlc = series.HasOhlc,
            IsSynthetic = series.IsSynthetic,
            SourceName = one.SourceName,
            QualityJson = one.QualityJson,
            QualityFindings = one.QualityFindings,
            Imported = imported,
        };
    }

    private async Task SetDeletedAsync(string symbol, DateTimeOffset? deleted, CancellationToken cancellation)
    {
        await writer.WriteAsync(
            Durability.Disk,
            async c =>
                await c.Series.Where(s => s.Symbol == symbol).ExecuteUpdateAsync(u => u.SetProperty(s => s.Deleted, deleted), cancellation),
            cancellation
        );
        _counts = null;
    }

    private BarSeries OfContent(string hash)
    {
        if (_byHash.TryGetValue(hash, out var cached) && cached.TryGetTarget(out var series))
            return series;
        var loaded = Load(PathOf(hash));
        _byHash[hash] = new WeakReference<BarSeries>(loaded);
        return loaded;
    }

    /// <summary>Content hash of the series of a name (exact, case-insensitive), or null.</summary>
    public string? HashOf(string symbol) =>
        reader.Read(c => c.Series.Where(s => s.Symbol == symbol && s.Deleted == null).Select(s => s.ContentHash).FirstOrDefault());

    /// <summary>Where the bars of a content hash are.</summary>
    public string PathOf(string hash) => Path.Combine(folder.Series, hash);

    private sealed record Counts(IReadOnlyDictionary<string, int> Bars, long At);

    private sealed class NotedSeries(SeriesLibrary library, IReadOnlyDictionary<string, string> hashes) : ISeriesSource
    {
        private readonly Dictionary<string, string> _hashes = new(hashes, StringComparer.OrdinalIgnoreCase);

        public IReadOnlyList<string> Symbols => [.. _hashes.Keys.Order(StringComparer.Ordinal)];

        public BarSeries? Find(string symbol) => _hashes.TryGetValue(symbol, out var hash) ? library.OfContent(hash) : null;
    }
}
