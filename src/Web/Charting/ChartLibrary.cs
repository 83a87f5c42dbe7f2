using System.Globalization;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Rules;
using Simulator.Rules.Drawing;
using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Database;

namespace Simulator.Web.Charting;

/// <summary>
/// What charts are drawn of, from the store: series, runs, bars of other lengths, lines of expressions. What takes time to make is kept by
/// its content, in a bounded memory; two threads at most load, and two compute. Everything here works without a request, so an export can
/// use it.
/// </summary>
public sealed class ChartLibrary(SimulatorStore store, TimeProvider time) : IDisposable
{
    /// <summary>Longest expression, in characters.</summary>
    public const int LongestExpression = 2_000;

    private const long MostBytes = 512L << 20;
    private const int MostAtOnce = 2;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_keeping = TimeSpan.FromMinutes(20);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.5 });
    private readonly SemaphoreSlim _loading = new(MostAtOnce);
    private readonly SemaphoreSlim _computing = new(MostAtOnce);
    private readonly FileArtifactStore _artifacts = new(store.Folder);

    /// <summary>Drafts that pages show.</summary>
    public PreviewShelf Previews { get; } = new(time);

    /// <summary>The tag of a series as it is now, without reading it; null where there is none.</summary>
    public string? SeriesTag(string symbol) => store.Series.HashOf(symbol);

    /// <summary>
    /// The tag of a run, without reading it; null where it does not exist or has no result. Another one after artifacts were cleaned up:
    /// curves and forecasts come of them.
    /// </summary>
    public async Task<string?> RunTagAsync(string id, CancellationToken cancellation) =>
        await store.Simulations.OriginAsync(id, cancellation) is { BlobHash: { } hash }
            ? string.Create(CultureInfo.InvariantCulture, $"{hash}-{ArtifactCleanup.LastRun(store.Folder).Ticks}")
            : null;

    /// <summary>
    /// The version of a chart's source, <c>series/SYMBOL</c> or <c>runs/ID</c>, for its addresses: what they answer never changes then, and
    /// a browser keeps it. Null for a source that has none.
    /// </summary>
    public async Task<string?> VersionAsync(string source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        var parts = source.Split('/');
        var tag = parts switch
        {
            ["series", var symbol] => SeriesTag(Uri.UnescapeDataString(symbol)),
            ["runs", var id, ..] => await RunTagAsync(Uri.UnescapeDataString(id), cancellation),
            _ => null,
        };
        return tag is null ? null : VersionOf(tag);
    }

    /// <summary>The version of what has this tag, drawn by this code.</summary>
    internal static string VersionOf(string tag) => ColumnarBlob.Hash(Encoding.UTF8.GetBytes($"{CodeVersion.Current}|{tag}"))[..16];

    /// <summary>An imported series; null where there is none of that name.</summary>
    public async Task<ChartSource?> SeriesAsync(string symbol, CancellationToken cancellation) =>
        SeriesTag(symbol) is not { } tag
            ? null
            : await KeepAsync(
                "series:" + tag,
                s => s.Bars.Count * 6L * sizeof(double),
                _ => store.Series.Find(symbol) is { } series ? new ChartSource(tag, series, store.Series, null, null) : null,
                cancellation
            );

    /// <summary>A finished run, with the bars that it used where they are still stored; null where it does not exist.</summary>
    public async Task<ChartSource?> RunAsync(string id, CancellationToken cancellation)
    {
        if (await store.Simulations.OriginAsync(id, cancellation) is not { } origin)
            return null;
        if (_kept.TryGetValue("run:" + origin.BlobHash, out ChartSource? known))
            return known;
        if (await store.Simulations.ResultAsync(id, cancellation) is not { } result)
            return null;
        return await KeepAsync(
            "run:" + origin.BlobHash,
            s => (s.Series?.Count ?? 0) * 6L * sizeof(double),
            _ => SourceOf(origin.BlobHash, result, BarsOf(result, origin.SeriesHashes)),
            cancellation
        );
    }

    /// <summary>The bars of a source, resampled where a length is named.</summary>
    /// <exception cref="ChartRequestException">It cannot be shown in bars of that length.</exception>
    /// <exception cref="ChartMissingException">The bars of the run are gone.</exception>
    public async Task<ChartBars> BarsAsync(ChartSource source, string? interval, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        var series = source.Bars;
        var length = LengthOf(series, interval);
        var bars = await KeepAsync(
            $"bars:{series.ContentHash}:{length.Length.Ticks}",
            b => b.Size,
            _ => new ChartBars(length == series.Interval ? series : Resampling.Resample(series, length)),
            cancellation
        );
        return bars!;
    }

    /// <summary>Lines of an expression over the bars of a source, [line][bar].</summary>
    /// <exception cref="ChartRequestException">The expression has errors, or takes too long.</exception>
    public async Task<(DrawnExpression Drawn, double[][] Values)> ValuesAsync(
        ChartSource source,
        ChartBars bars,
        string expression,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(bars);
        if (expression.Length > LongestExpression)
            throw new ChartRequestException(
                "expression",
                FormattableString.Invariant($"has {expression.Length} characters; the limit is {LongestExpression}. Remedy: shorten it.")
            );
        using var limit = new CancellationTokenSource(s_patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var drawn = DrawnExpression.Compile(expression, source.Rules);
            var values = await KeepAsync(
                $"values:{source.LinesTag}:{bars.Series.ContentHash}:{expression}",
                v => v.Length * (long)bars.Series.Count * sizeof(double),
                cancel => drawn.Evaluate(MarketOf(source, bars, drawn), cancel),
                both.Token,
                _computing
            );
            return (drawn, values!);
        }
        catch (RuleException e)
        {
            throw new ChartRequestException("expression", string.Join("; ", e.Errors.Select(error => error.Located))) { Errors = e.Errors };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ChartRequestException(
                "expression",
                FormattableString.Invariant(
                    $"takes longer than {s_patience.TotalSeconds} s. Remedy: use shorter windows, fewer functions or longer bars."
                )
            );
        }
    }

    /// <summary>The account of a run at every bar, and what it is compared with; null where they are no longer kept.</summary>
    public async Task<(BacktestResult? Account, BacktestResult? Hold)> AccountAsync(ChartSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Result is not { } result)
            return default;
        var kept = await KeepAsync(
            "account:" + source.Tag,
            a => 4L * sizeof(double) * (a.Account?.Equity.Length ?? 0) + 1_000L * (a.Account?.Trades.Count ?? 0),
            _ => new Accounts(KeptRun.Account(result, _artifacts), KeptRun.BuyAndHold(result, _artifacts)),
            cancellation
        );
        return (kept!.Account, kept.Hold);
    }

    /// <summary>
    /// Whether everything that a source is drawn of is there. Of a run whose bars or artifacts were cleaned up less is drawn, until they
    /// are there again.
    /// </summary>
    public async Task<bool> IsWholeAsync(ChartSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Result is not { } result
            || (
                source.Series is not null
                && (await AccountAsync(source, cancellation)).Account is not null
                && (result.Spec.Forecaster is null || await ForecastsAsync(source, cancellation) is not null)
            );
    }

    /// <summary>The forecasts of a run; null where it made none, or they are no longer kept.</summary>
    public async Task<ForecastTape?> ForecastsAsync(ChartSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Result is not { Spec.Forecaster: not null } result
            ? null
            : await KeepAsync(
                "tape:" + source.Tag,
                t =>
                    (t.Horizons.Count * (t.Levels.Length + 4L) * t.BarCount * sizeof(double))
                    + ((t.Reasons?.Bars.Length ?? 0) * 6L * ForecastReasons.Kept * sizeof(double)),
                _ => KeptRun.Forecasts(result, _artifacts),
                cancellation
            );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.Dispose();
        _loading.Dispose();
        _computing.Dispose();
        Previews.Dispose();
    }

    private static ChartSource SourceOf(string tag, SimulationResult result, KeptRun? run) =>
        new(
            tag,
            run?.Target,
            new InMemorySeries(run?.Others.DistinctBy(o => o.Symbol, StringComparer.OrdinalIgnoreCase) ?? []),
            result,
            run
        );

    // As they were at the submission; of a job that does not say it as they are now. Others than those that it read are refused.
    private KeptRun? BarsOf(SimulationResult result, IReadOnlyDictionary<string, string> hashes)
    {
        try
        {
            return KeptRun.Load(result, hashes.Count > 0 ? store.Series.AsOf(hashes) : store.Series) ?? KeptRun.Load(result, store.Series);
        }
        catch (Exception e) when (e is StoreException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static BarInterval LengthOf(BarSeries series, string? name)
    {
        var offered = ChartIntervals.Of(series);
        return name is null ? offered[0]
            : offered.FirstOrDefault(o => ChartIntervals.NameOf(o) == name) is { Length.Ticks: > 0 } found ? found
            : throw new ChartRequestException(
                "interval",
                $"'{name}' is not offered for {series.Symbol}. Remedy: give one of "
                    + $"{string.Join(", ", offered.Select(ChartIntervals.NameOf))}, or leave it out."
            );
    }

    private RuleMarket MarketOf(ChartSource source, ChartBars bars, DrawnExpression drawn)
    {
        var isOwn = ReferenceEquals(bars.Series, source.Series);
        if (drawn.ReadsForecasts && !isOwn)
            throw new ChartRequestException(
                "expression",
                "forecasts are known at the run's own bars only. Remedy: leave out 'interval', or the forecast."
            );
        var tape = drawn.ReadsForecasts && source.Result is { } result ? KeptRun.Forecasts(result, _artifacts) : null;
        var others = drawn
            .Symbols.Where(s => !s.Equals(bars.Series.Symbol, StringComparison.OrdinalIgnoreCase))
            .Select(source.Others.Find)
            .OfType<BarSeries>();
        return new RuleMarket(bars.Series, others, tape);
    }

    // Made once though several ask at the same time, and away from the request's thread.
    private async Task<T?> KeepAsync<T>(
        string key,
        Func<T, long> size,
        Func<CancellationToken, T?> make,
        CancellationToken cancellation,
        SemaphoreSlim? turn = null
    )
        where T : class
    {
        if (_kept.TryGetValue(key, out T? known))
            return known;
        turn ??= _loading;
        await turn.WaitAsync(cancellation);
        try
        {
            if (_kept.TryGetValue(key, out known))
                return known;
            var made = await Task.Run(() => make(cancellation), cancellation);
            if (made is not null)
                _kept.Set(key, made, new MemoryCacheEntryOptions { Size = Math.Max(1, size(made)), SlidingExpiration = s_keeping });
            return made;
        }
        finally
        {
            turn.Release();
        }
    }

    private sealed record Accounts(BacktestResult? Account, BacktestResult? Hold);
}
