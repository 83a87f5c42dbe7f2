using Simulator.Store.Jobs;

namespace Simulator.Web.Components;

/// <summary>
/// The page of a simulation that is not there, or was deleted, is answered with 404. Pages are drawn in the circuit, after the status was
/// sent, so it is decided here; the page itself says in words that there is none.
/// </summary>
internal static class MissingPages
{
    private const string Simulations = "/simulations";

    /// <summary>Puts it before the pages.</summary>
    public static WebApplication UseMissingPages(this WebApplication app)
    {
        app.Use(
            async (http, next) =>
            {
                if (await IsMissingAsync(http))
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

    private static async Task<bool> IsMissingAsync(HttpContext http) =>
        http.Request.Path.StartsWithSegments(Simulations, StringComparison.Ordinal, out var rest)
        && rest.Value is { Length: > 1 } path
        && await http.RequestServices.GetRequiredService<JobLibrary>().FindAsync(IdOf(path), http.RequestAborted) is null;

    // Files of a report stand below the address of its page.
    private static string IdOf(string path) => path[1..].Split('/')[0];
}
