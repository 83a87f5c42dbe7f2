using Microsoft.AspNetCore.Http.Features;
using Simulator.Web.Hosting;

namespace Simulator.Web.Components.Import;

/// <summary>Receives a file as a plain stream: no form, nothing kept in memory; the browser shows the progress.</summary>
internal static class UploadEndpoint
{
    // A foreign page cannot send this header without a preflight request: no cross-site upload.
    private const string Guard = "X-Simulator-Upload";

    public static void MapUploads(this WebApplication app) =>
        app.MapPut("/data/uploads", TakeAsync).RequireRateLimiting(RequestRates.Uploads).ExcludeFromDescription();

    private static async Task<IResult> TakeAsync(HttpContext http, UploadStore uploads)
    {
        if (!http.Request.Headers.ContainsKey(Guard))
            return Results.Text("Only the product's own page can upload files.", statusCode: StatusCodes.Status403Forbidden);
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
        // Also an IOException, but caused by the sender.
        catch (BadHttpRequestException e)
        {
            return Results.Text($"The upload stopped early: {e.Message.TrimEnd('.')}. Send the file again.", statusCode: e.StatusCode);
        }
        catch (UploadsFullException e)
        {
            return Results.Text(
                $"The file could not be stored: {e.Message}. Accept or discard some, or wait a day.",
                statusCode: StatusCodes.Status507InsufficientStorage
            );
        }
        catch (IOException e) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Results.Text(
                $"The file could not be stored: {e.Message}. Free space in the data folder and try again.",
                statusCode: StatusCodes.Status507InsufficientStorage
            );
        }
    }

    private static IResult TooLarge() =>
        Results.Text(
            FormattableString.Invariant(
                $"The file is larger than {UploadStore.MaximumBytes >> 20} MiB. Split it, or keep only the columns that you need."
            ),
            statusCode: StatusCodes.Status413PayloadTooLarge
        );
}
