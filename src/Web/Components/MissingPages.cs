using Simulator.AgentComparisons;
using Simulator.Anomalies;
using Simulator.Checks;
using Simulator.Leaderboards;
using Simulator.MarketPaths;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Web.Components.Words;
using Simulator.Web.Searches;

namespace Simulator.Web.Components;

/// <summary>
/// The page of a simulation, a search or a series that is not there, or was deleted, is answered with 404. Pages are drawn in the circuit,
/// after the status was sent, so it is decided here; the page itself says in words that there is none.
/// </summary>
internal static class MissingPages
{
    /// <summary>Puts it before the pages.</summary>
    public static WebApplication UseMissingPages(this WebApplication app)
    {
        app.Use(
            async (http, next) =>
            {
                if (IsPageRequest(http.Request) && await IsMissingAsync(http))
                    http.Response.OnStarting(() =>
                    {
                        if (http.Response.StatusCode == StatusCodes.Status200OK)
                            http.Response.StatusCode = StatusCodes.Status404NotFound;
                        return Task.CompletedTask;
                    });
                await next(http);
            }
        );
        return app;
    }

    // What is sent to an address below a page's, such as an upload, is no request for a page.
    private static bool IsPageRequest(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static async Task<bool> IsMissingAsync(HttpContext http)
    {
        var (path, services) = (http.Request.Path, http.RequestServices);
        if (Below(path, Addresses.Simulations) is { } id)
            return await services.GetRequiredService<JobLibrary>().FindAsync(IdOf(id), http.RequestAborted) is null;
        if (Below(path, Addresses.Data) is { } symbol)
            return services.GetRequiredService<ISeriesLibrary>().BlobPath(symbol) is null;
        if (http.Request.Query["run"] is not [{ Length: > 0 } run])
            return false;
        var library = services.GetRequiredService<JobLibrary>();
        if (IsAt(path, Addresses.Leaderboard))
            return (await library.FindAsync(run, http.RequestAborted))?.Kind != LeaderboardKind.Word;
        if (IsAt(path, Addresses.Agents))
            return (await library.FindAsync(run, http.RequestAborted))?.Kind != AgentComparisonKind.Word;
        if (IsAt(path, Addresses.AgentCheck))
            return (await library.FindAsync(run, http.RequestAborted))?.Kind != AgentCheckKind.Word;
        if (IsAt(path, Addresses.Anomalies))
            return (await library.FindAsync(run, http.RequestAborted))?.Kind != AnomalyKind.Word;
        if (IsAt(path, Addresses.Paths))
            return (await library.FindAsync(run, http.RequestAborted))?.Kind != PathsKind.Word;
        return IsAt(path, Addresses.Sweep) && !await FoundSearch.IsThereAsync(library, run, http.RequestAborted);
    }

    private static bool IsAt(PathString path, string page) =>
        Below(path, page) is null && path.StartsWithSegments("/" + page, StringComparison.OrdinalIgnoreCase);

    // What follows a page's name in an address; null where nothing does.
    private static string? Below(PathString path, string page) =>
        path.StartsWithSegments("/" + page, StringComparison.OrdinalIgnoreCase, out var rest)
        && rest.Value?.Trim('/') is { Length: > 0 } name
            ? name
            : null;

    // Files of a report stand below the address of its page.
    private static string IdOf(string path) => path.Split('/')[0];
}
