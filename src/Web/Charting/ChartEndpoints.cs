using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Simulator.Runs;

namespace Simulator.Web.Charting;

/// <summary>Series and runs as charts read them, <c>/chart/…</c>; <c>docs/charts.md</c> describes it.</summary>
internal static class ChartEndpoints
{
    /// <summary>Maps the routes of series, and of runs.</summary>
    public static void MapSources(this IEndpointRouteBuilder charts)
    {
        foreach (var (kind, find) in new (string, FindSource)[] { ("series", SeriesAsync), ("runs", RunAsync) })
        {
            Map(charts, $"{kind}/{{name}}/bars", find, BarsAsync);
            Map(charts, $"{kind}/{{name}}/layers", find, LayersAsync);
            Map(charts, $"{kind}/{{name}}/values", find, ValuesAsync);
        }
        Map(charts, "runs/{name}/trades", RunAsync, TradesAsync);
        Map(charts, "runs/{name}/curves", RunAsync, CurvesAsync);
        Map(charts, "runs/{name}/forecasts", RunAsync, ForecastsAsync);
    }

    private delegate Task<(string? Tag, Func<Task<ChartSource?>> Load, string Missing)> FindSource(
        ChartLibrary library,
        string name,
        CancellationToken cancellation
    );

    private delegate Task<IResult> Answer(ChartLibrary library, ChartSource source, HttpRequest request, CancellationToken cancellation);

    private static void Map(IEndpointRouteBuilder charts, string pattern, FindSource find, Answer answer) =>
        charts.MapGet(
            pattern,
            async (string name, HttpContext http, ChartLibrary library) =>
            {
                var cancellation = http.RequestAborted;
                try
                {
                    var (tag, load, missing) = await find(library, ChartRoutes.Decoded(name), cancellation);
                    if (tag is null)
                        return ChartRoutes.Missing(missing);
                    var version = VersionOf(tag, http.Request);
                    http.Response.Headers.CacheControl = "private, no-cache";
                    http.Response.Headers.ETag = version;
                    if (http.Request.Headers.IfNoneMatch.ToString().Contains(version, StringComparison.Ordinal))
                        return Results.StatusCode(StatusCodes.Status304NotModified);
                    var result = await load() is { } source
                        ? await answer(library, source, http.Request, cancellation)
                        : ChartRoutes.Missing(missing);
                    return result;
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

    private static IResult Forget(HttpContext http, IResult result)
    {
        http.Response.Headers.Remove("ETag");
        http.Response.Headers.CacheControl = "no-store";
        return result;
    }

    private static Task<(string?, Func<Task<ChartSource?>>, string)> SeriesAsync(
        ChartLibrary library,
        string symbol,
        CancellationToken cancellation
    ) =>
        Task.FromResult<(string?, Func<Task<ChartSource?>>, string)>(
            (
                library.SeriesTag(symbol),
                () => library.SeriesAsync(symbol, cancellation),
                $"There is no series '{symbol}'. Remedy: import it, or choose another."
            )
        );

    private static async Task<(string?, Func<Task<ChartSource?>>, string)> RunAsync(
        ChartLibrary library,
        string id,
        CancellationToken cancellation
    ) =>
        (
            await library.RunTagAsync(id, cancellation),
            () => library.RunAsync(id, cancellation),
            $"There is no finished simulation '{id}'. Remedy: wait until it has ended, or choose another."
        );

    private static async Task<IResult> BarsAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var query = ChartQuery.Of(request.Query);
        var bars = await library.BarsAsync(source, query.Interval, cancellation);
        return new ColumnResult(BarFile.Of(bars, BarRange.Of(bars, query.From, query.To, query.Points)));
    }

    private static async Task<IResult> LayersAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        if (source.Run is not { } run)
            return Json(LayersDocument.Of(source.Bars));
        var bars = await library.BarsAsync(source, null, cancellation);
        return Json(LayersDocument.Of(run, bars.Times, await library.ForecastsAsync(source, cancellation) is not null));
    }

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
        var bars = await library.BarsAsync(source, query.Interval, cancellation);
        var (drawn, values) = await library.ValuesAsync(source, bars, expression, cancellation);
        request.HttpContext.Response.Headers["X-Pane"] = ChartOverlay.PaneOf(drawn.Pane);
        return new ColumnResult(ValueFile.Of(drawn, values, BarRange.Of(bars, query.From, query.To, query.Points)));
    }

    private static async Task<IResult> TradesAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var (clock, times) = await ClockAsync(library, source, cancellation);
        var (account, _) = await library.AccountAsync(source, cancellation);
        var words = new FillWords(times, clock.IsIntraday);
        var result = source.Result!;
        return Json(TradesDocument.Of(result.Spec.Data.Target, clock, account?.Trades ?? result.Report.Trades, words.Of));
    }

    private static async Task<IResult> CurvesAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var (clock, times) = await ClockAsync(library, source, cancellation);
        var (account, hold) = await library.AccountAsync(source, cancellation);
        return new ColumnResult(
            account is not null && times is not null ? CurveFile.Of(times, account, hold) : CurveFile.Of(clock, source.Result!.Report)
        );
    }

    private static async Task<IResult> ForecastsAsync(
        ChartLibrary library,
        ChartSource source,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var query = ChartQuery.Of(request.Query);
        if (await library.ForecastsAsync(source, cancellation) is not { } tape)
            throw new ChartMissingException(
                source.Result!.Spec.Forecaster is null
                    ? "This simulation has no forecaster."
                    : "The forecasts of this simulation are no longer kept. Remedy: run it again; the same spec gives the same forecasts."
            );
        var bars = await library.BarsAsync(source, null, cancellation);
        return new ColumnResult(ForecastFile.Of(bars, tape, BarRange.Of(bars, query.From, query.To, bars.Series.Count + 1)));
    }

    private static async Task<(ShownClock Clock, double[]? Times)> ClockAsync(
        ChartLibrary library,
        ChartSource source,
        CancellationToken cancellation
    ) =>
        source.Series is { } series
            ? (ShownClock.Of(series), (await library.BarsAsync(source, null, cancellation)).Times)
            : (ReportClock.Of(source.Result!), null);

    private static IResult Json<T>(T document) => Results.Json(document, PipelineJson.Options);

    private static string VersionOf(string tag, HttpRequest request)
    {
        var text = $"charts/1|{tag}|{request.Path}{request.QueryString}";
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12))}\"";
    }

    /// <summary>Numbers as an answer.</summary>
    private sealed class ColumnResult(ColumnFile file) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "application/octet-stream";
            response.ContentLength = file.Length;
            if (file.Lines is { } lines)
                response.Headers["X-Lines"] = JsonSerializer.Serialize(lines); // ASCII: the rest is escaped
            return file.WriteAsync(response.Body, httpContext.RequestAborted);
        }
    }
}
