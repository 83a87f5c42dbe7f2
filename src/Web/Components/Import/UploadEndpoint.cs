using Microsoft.AspNetCore.Http.Features;

namespace Simulator.Web.Components.Import;

/// <summary>Takes a file as a plain stream: no form, nothing held in memory, progress is the browser's.</summary>
internal static class UploadEndpoint
{
    // A header that a foreign page cannot send without being asked for: no cross-site upload.
    private const string Guard = "X-Simulator-Upload";

    public static void MapUploads(this WebApplication app) => app.MapPut("/data/uploads", TakeAsync);

    private static async Task<IResult> TakeAsync(HttpContext http, UploadStore uploads)
    {
        if (!http.Request.Headers.ContainsKey(Guard))
            return Results.Text("Uploads come from the product's own page only.", statusCode: StatusCodes.Status403Forbidden);
        if (http.Request.ContentLength > UploadStore.MaximumBytes)
            return TooLarge();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = UploadStore.MaximumBytes;
        try
        {
            return Results.Text(await uploads.SaveAsync(http.Request.Body, http.RequestAborted));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
        // It is an IOException too, but of the sender's making.
        catch (BadHttpRequestException e)
        {
            return Results.Text($"The upload broke off: {e.Message.TrimEnd('.')}. Send the file again.", statusCode: e.StatusCode);
        }
        catch (IOException e) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Results.Text(
                $"The file could not be kept: {e.Message}. Make room in the data folder and try again.",
                statusCode: StatusCodes.Status507InsufficientStorage
            );
        }
    }

    private static IResult TooLarge() =>
        Results.Text(
            FormattableString.Invariant(
                $"The file is larger than {UploadStore.MaximumBytes >> 20} MiB. Cut it into parts, or keep only the columns that are needed."
            ),
            statusCode: StatusCodes.Status413PayloadTooLarge
        );
}
