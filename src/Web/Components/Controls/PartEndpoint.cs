namespace Simulator.Web.Components.Controls;

/// <summary>Hands out what the <see cref="PartShelf"/> keeps.</summary>
internal static class PartEndpoint
{
    public const string Folder = "/parts";

    public static void MapParts(this IEndpointRouteBuilder app) => app.MapGet(Folder + "/{name}", Find).ExcludeFromDescription();

    // The name is the hash of the content: what a browser has stays right for good.
    private static IResult Find(string name, HttpContext http, PartShelf shelf)
    {
        if (shelf.Find(name) is not { } part)
            return Results.Problem(
                title: "This part of the page is no longer kept. Remedy: reload the page.",
                statusCode: StatusCodes.Status404NotFound
            );
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(part.File, part.ContentType);
    }
}
