using System.Globalization;
using Simulator.Store.Drawings;

namespace Simulator.Web.Charting;

/// <summary>
/// Drawings of a symbol, <c>/chart/drawings/{symbol}</c>. Two tabs do not overwrite each other: a change names the version that it was made
/// from (<c>If-Match</c>), and is answered with 412 and the newer list where that is no longer the last.
/// </summary>
internal static class DrawingEndpoints
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Maps the routes.</summary>
    public static void MapDrawings(this IEndpointRouteBuilder charts)
    {
        charts.MapGet("drawings/{symbol}", FindAsync);
        charts.MapPut("drawings/{symbol}", ReplaceAsync);
    }

    private static async Task<IResult> FindAsync(string symbol, HttpContext http, IDrawings drawings)
    {
        var found = await drawings.FindAsync(ChartRoutes.Decoded(symbol), http.RequestAborted);
        var tag = TagOf(found.Version);
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Content(found.Json, Json);
    }

    private static async Task<IResult> ReplaceAsync(string symbol, HttpContext http, IDrawings drawings)
    {
        var name = ChartRoutes.Decoded(symbol);
        if (!http.Request.HasJsonContentType())
            return TypedResults.Problem("Send the drawings as application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var json = DrawingList.Checked(await BodyAsync(http));
            var (now, isReplaced) = await drawings.ReplaceAsync(name, json, VersionOf(http.Request), http.RequestAborted);
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.ETag = TagOf(now.Version);
            return Results.Content(
                now.Json,
                Json,
                statusCode: isReplaced ? StatusCodes.Status200OK : StatusCodes.Status412PreconditionFailed
            );
        }
        catch (ChartRequestException e)
        {
            return ChartRoutes.Refused(e);
        }
    }

    private static async Task<byte[]> BodyAsync(HttpContext http)
    {
        var body = new byte[DrawingList.MostBytes + 1];
        var read = await http.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, http.RequestAborted);
        return read <= DrawingList.MostBytes
            ? body[..read]
            : throw new ChartRequestException(
                "drawings",
                FormattableString.Invariant(
                    $"are longer than {DrawingList.MostBytes / 1024} kB. Remedy: delete some, or shorten their texts."
                )
            );
    }

    // No header, or *, replaces whatever there is.
    private static long? VersionOf(HttpRequest request)
    {
        var text = request.Headers.IfMatch.ToString();
        if (text.Length == 0 || text == "*")
            return null;
        var quoted = text.Split('"');
        return quoted.Length == 3 && long.TryParse(quoted[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new ChartRequestException("If-Match", "is no version of drawings. Remedy: send the ETag that they were read with.");
    }

    private static string TagOf(long version) => FormattableString.Invariant($"W/\"{version}\"");
}
