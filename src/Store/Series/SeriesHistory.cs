using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Series;

/// <summary>What series were before they were replaced or appended to, for taking it back.</summary>
internal static class SeriesHistory
{
    /// <summary>Versions kept of a series.</summary>
    public const int MostKept = 10;

    /// <summary>The versions of a series, the newest first.</summary>
    public static async Task<IReadOnlyList<SeriesVersion>> ListAsync(
        SimulatorContext context,
        string symbol,
        CancellationToken cancellation
    ) =>
        await Of(context, symbol)
            .Select(v => new SeriesVersion(v.ContentHash, v.Bars, v.From, v.To, v.SourceName, v.Imported, v.Replaced))
            .ToListAsync(cancellation);

    /// <summary>
    /// Keeps what series are, before they are replaced; of each the oldest versions beyond <see cref="MostKept"/> go. Two queries,
    /// however many series there are.
    /// </summary>
    public static async Task KeepAsync(
        SimulatorContext context,
        IReadOnlyList<StoredSeries> series,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        long[] ids = [.. series.Select(s => s.Id)];
        var versions = await context
            .SeriesVersions.Where(v => ids.Contains(v.SeriesId))
            .Select(v => new
            {
                v.Id,
                v.SeriesId,
                v.Replaced,
            })
            .ToListAsync(cancellation);
        long[] old =
        [
            .. versions
                .GroupBy(v => v.SeriesId)
                .SelectMany(g => g.OrderByDescending(v => v.Replaced).ThenByDescending(v => v.Id).Skip(MostKept - 1))
                .Select(v => v.Id),
        ];
        if (old.Length > 0)
            await context.SeriesVersions.Where(v => old.Contains(v.Id)).ExecuteDeleteAsync(cancellation);
        context.SeriesVersions.AddRange(series.Select(s => VersionOf(s, now)));
    }

    /// <summary>Makes a series what it was.</summary>
    public static async Task UndoAsync(SimulatorContext context, string symbol, string? contentHash, CancellationToken cancellation)
    {
        var series = await context.Series.FirstOrDefaultAsync(s => s.Symbol == symbol && s.Deleted == null, cancellation);
        var version = await Of(context, symbol).FirstOrDefaultAsync(cancellation);
        if (series is null || version is null)
            throw new StoreException($"series {symbol}: there is nothing to take back. Remedy: import the file that you want.");
        if (contentHash is not null && series.ContentHash != contentHash)
            throw new StoreException($"series {symbol}: it has changed since. Remedy: look at it again before you take anything back.");
        context.Entry(series).CurrentValues.SetValues(Restored(series, version));
        context.SeriesVersions.Remove(version);
    }

    private static StoredSeriesVersion VersionOf(StoredSeries series, DateTimeOffset now) =>
        new()
        {
            SeriesId = series.Id,
            ContentHash = series.ContentHash,
            Bars = series.Bars,
            From = series.From,
            To = series.To,
            Calendar = series.Calendar,
            Interval = series.Interval,
            Kind = series.Kind,
            HasOhlc = series.HasOhlc,
            IsSynthetic = series.IsSynthetic,
            SourceName = series.SourceName,
            QualityJson = series.QualityJson,
            QualityFindings = series.QualityFindings,
            Imported = series.Imported,
            Replaced = now,
        };

    private static StoredSeries Restored(StoredSeries series, StoredSeriesVersion version) =>
        new()
        {
            Id = series.Id,
            Symbol = series.Symbol,
            ContentHash = version.ContentHash,
            Bars = version.Bars,
            From = version.From,
            To = version.To,
            Calendar = version.Calendar,
            Interval = version.Interval,
            Kind = version.Kind,
            HasOhlc = version.HasOhlc,
            IsSynthetic = version.IsSynthetic,
            SourceName = version.SourceName,
            QualityJson = version.QualityJson,
            QualityFindings = version.QualityFindings,
            Imported = version.Imported,
        };

    private static IQueryable<StoredSeriesVersion> Of(SimulatorContext context, string symbol) =>
        context
            .SeriesVersions.Where(v => context.Series.Any(s => s.Id == v.SeriesId && s.Symbol == symbol))
            .OrderByDescending(v => v.Replaced)
            .ThenByDescending(v => v.Id);
}
