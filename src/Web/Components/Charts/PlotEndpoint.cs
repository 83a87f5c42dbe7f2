namespace Simulator.Web.Components.Charts;

/// <summary>Hands out the pictures of the <see cref="PlotShelf"/>.</summary>
internal static class PlotEndpoint
{
    public static void MapPlots(this IEndpointRouteBuilder app) => app.MapGet("/plots/{name}", Find).ExcludeFromDescription();

    // The name is the hash of the content: what a browser has stays right for good.
    private static IResult Find(string name, HttpContext http, PlotShelf shelf)
    {
        if (shelf.Find(name) is not { } file)
            return Results.Problem("This picture is no longer kept. Remedy: reload the page.", statusCode: StatusCodes.Status404NotFound);
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(file, "application/json");
    }
}
