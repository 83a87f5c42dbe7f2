using Microsoft.AspNetCore.Http.HttpResults;
using Simulator.Store.Sharing;
using Simulator.Store.Simulations;

namespace Simulator.Web.Components.Sharing;

/// <summary>Shared reports: static documents without a connection. A wrong, an expired and a revoked token look alike.</summary>
internal static class ShareEndpoints
{
    public static void MapShares(this WebApplication app) => app.MapGet("/s/{token}", ShowAsync);

    private static async Task<RazorComponentResult> ShowAsync(string token, HttpContext http, IShareLinks links, ISimulationLibrary simulations)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        var id = await links.FindAsync(token, http.RequestAborted);
        var result = id is null ? null : await simulations.ResultAsync(id, http.RequestAborted);
        return result is null
            ? new RazorComponentResult<SharedNotFound> { StatusCode = StatusCodes.Status404NotFound }
            : new RazorComponentResult<SharedReport>(new { Result = result });
    }
}
