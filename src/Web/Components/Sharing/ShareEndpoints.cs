using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Simulator.Store.Database;
using Simulator.Store.Sharing;
using Simulator.Store.Simulations;
using Simulator.Web.Hosting;

namespace Simulator.Web.Components.Sharing;

/// <summary>Shared reports: static documents without a connection. Wrong, expired and revoked tokens get the same answer.</summary>
internal static partial class ShareEndpoints
{
    public static void MapShares(this WebApplication app) =>
        app.MapMethods("/s/{token}", [HttpMethods.Get, HttpMethods.Head], ShowAsync)
            .RequireRateLimiting(RequestRates.Shares)
            .ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(
        string token,
        HttpContext http,
        IShareLinks links,
        ISimulationLibrary simulations,
        ILoggerFactory logger
    )
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        var isView = HttpMethods.IsGet(http.Request.Method);
        var id = await links.FindAsync(token, isView, http.RequestAborted);
        try
        {
            var result = id is null ? null : await simulations.ResultAsync(id, http.RequestAborted);
            return result is null
                ? new RazorComponentResult<SharedNotFound> { StatusCode = StatusCodes.Status404NotFound }
                : new RazorComponentResult<SharedReport>(new { Result = result });
        }
        catch (Exception e) when (e is StoreException or JsonException)
        {
            // The message names files of this machine: it is for the log, not for the reader.
            LogDamaged(logger.CreateLogger(typeof(ShareEndpoints).FullName!), e);
            return new RazorComponentResult<SharedDamaged> { StatusCode = StatusCodes.Status500InternalServerError };
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "a shared report cannot be shown")]
    private static partial void LogDamaged(ILogger logger, Exception error);
}
