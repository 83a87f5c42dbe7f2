using System.Security.Cryptography;
using System.Text;
using Simulator.Runs;

namespace Simulator.Web.Charting;

/// <summary>Series and runs as charts read them, <c>/chart/…</c>; <c>docs/charts.md</c> describes it.</summary>
internal static class ChartEndpoints
{
    // The address names the version of the content.
    private const string Forever = "private, max-age=31536000, immutable";
    private const string OfAsset = "runs/{name}/assets/{asset}";

    private static IEnumerable<(string Address, FindSource Find)> Sources =>
        [("series/{name}", FindSeriesAsync), ("runs/{name}", FindRunAsync), (OfAsset, FindRunAsync), ("previews/{name}", FindPreviewAsync)];

    /// <summary>Maps the routes of series, of runs and of drafts.</summary>
    public static void MapSources(this IEndpointRouteBuilder charts)
    {
        foreach (var (address, find) in Sources)
        {
            Map(charts, $"{address}/bars", find, BarsAsync);
            Map(charts, $"{address}/layers", find, LayersAsync);
            Map(charts, $"{address}/values", find, ValuesAsync);
        }
        Map(charts, "runs/{name}/trades", FindRunAsync, TradesAsync);
        Map(charts, "previews/{name}/trades", FindPreviewAsync, TradesAsync);
        Map(charts, $"{OfAsset}/trades", FindRunAsync, TradesAsync);
        Map(charts, "runs/{name}/curves", FindRunAsync, CurvesAsync);
        Map(charts, $"{OfAsset}/curves", FindRunAsync, CurvesAsync);
        Map(charts, "runs/{name}/forecasts", FindRunAsync, ForecastsAsync);
        Map(charts, "runs/{name}/reasons", FindRunAsync, ReasonsAsync);
    }

    private delegate Task<Found> FindSource(ChartLibrary library, string name, string? asset, CancellationToken cancellation);

    private delegate Task<IResult> Answer(ChartLibrary library, ChartSource source, HttpRequest request, CancellationToken cancellation);

    private static void Map(IEndpointRouteBuilder charts, string pattern, FindSource find, Answer answer) =>
        charts.MapGet(
            pattern,
            async (string name, string? asset, HttpContext http, ChartLibrary library) =>
            {
                try
                {
                    var found = await find(
                        library,
                        ChartRoutes.Decoded(name),
                        asset is null ? null : ChartRoutes.Decoded(asset),
                        http.RequestAborted
                    );
                    if (found.Tag is null)
                        return Forget(http, ChartRoutes.Missing(found.Missing));
                    var version = VersionOf(found.Tag, http.Request);
                    http.Response.Headers.CacheControl = "private, no-cache";
                    http.Response.Headers.ETag = version;
                    if (http.Request.Headers.IfNoneMatch.ToString().Contains(version, StringComparison.Ordinal))
                        return Results.StatusCode(StatusCodes.Status304NotModified);
                    if (await found.Load() is not { } source)
                        return Forget(http, ChartRoutes.Missing(found.Missing));
                    if (
                        http.Request.Query["v"] == ChartLibrary.VersionOf(found.Tag)
                        && await library.IsWholeAsync(source, http.RequestAborted)
                    )
                        http.Response.Headers.CacheControl = Forever;
                    return await answer(library, source, http.Request, http.RequestAborted);
                }
                catch (ChartMissingException e)
                {
                    return Forget(http, ChartRoutes.Missing(e.Message));
                }
                catch (ChartRequestException e)
                {
                    return Forget(http, ChartRoutes.Refused(e));
                }
            }
        );

    // What is refused now may be there later.
    private static IResult Forget(HttpContext http, IResult result)
    {
        http.Response.Headers.Remove("ETag");
        http.Response.Headers.CacheControl = "no-store";
        return result;
    }

    private static Task<Found> FindSeriesAsync(ChartLibrary library, string symbol, string? asset, CancellationToken cancellation) =>
        Task.FromResult(
            new Found(
                library.SeriesTag(symbol),
                () => library.SeriesAsync(symbol, cancellation),
                $"There is no series '{symbol}'. Remedy: import it, or choose another."
            )
        );

    private static async Task<Found> FindRunAsync(ChartLibrary library, string id, string? asset, CancellationToken cancellation) =>
        new(
            await library.RunTagAsync(id, cancellation),
            async () =>
                await library.RunAsync(id, cancellation) is { } run
                    ? asset is null
                        ? run
                        : run.Of(asset)
                    : null,
            asset is null
                ? $"There is no finished simulation '{id}'. Remedy: wait until it has ended, or choose another."
                : $"There is no finished simulation '{id}' with an asset '{asset}'. Remedy: choose one of its assets."
        );

    private static Task<Found> FindPreviewAsync(ChartLibrary library, string name, string? asset, CancellationToken cancellation)
    {
        var source = library.Previews.Find(name);
        return Task.FromResult(
            new Found(source?.Tag, () => Task.FromResult(source), "This preview was replaced by a newer one. Remedy: reload the page.")
        );
    }

    private static async Task<IResult> BarsAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    ) => new ColumnResult(await ChartContent.BarsAsync(library, source, ChartQuery.Of(request.Query), cancellation));

    private static async Task<IResult> LayersAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    ) => Json(await ChartContent.LayersAsync(library, source, cancellation));

    private static async Task<IResult> ValuesAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var query = ChartQuery.Of(request.Query);
        var expression =
            ChartQuery.Text(request.Query, "expression")
            ?? throw new ChartRequestException("expression", "is missing. Remedy: give an expression of the rule language, as sma(20).");
        var (file, pane) = await ChartContent.ValuesAsync(library, source, expression, query, cancellation);
        request.HttpContext.Response.Headers["X-Pane"] = ChartOverlay.PaneOf(pane);
        return new ColumnResult(file);
    }

    private static async Task<IResult> TradesAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    ) => Json(await ChartContent.TradesAsync(library, source, cancellation));

    private static async Task<IResult> CurvesAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    ) => new ColumnResult(await ChartContent.CurvesAsync(library, source, cancellation));

    private static async Task<IResult> ForecastsAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    ) => new ColumnResult(await ChartContent.ForecastsAsync(library, source, ChartQuery.Of(request.Query), cancellation));

    private static async Task<IResult> ReasonsAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    ) => new ColumnResult(await ChartContent.ReasonsAsync(library, source, ChartQuery.Of(request.Query), cancellation));

    private static IResult Json<T>(T document) => Results.Json(document, PipelineJson.Options);

    private static string VersionOf(string tag, HttpRequest request)
    {
        var text = $"{CodeVersion.Current}|{tag}|{request.Path}{request.QueryString}";
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12))}\"";
    }

    /// <summary>What a request is about.</summary>
    /// <param name="Tag">Changes with the content; null where there is nothing.</param>
    /// <param name="Load">Loads it; null where it has gone meanwhile.</param>
    /// <param name="Missing">Says that there is nothing.</param>
    private sealed record Found(string? Tag, Func<Task<ChartSource?>> Load, string Missing);
}
