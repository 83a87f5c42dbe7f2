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
            return Results.Text(ImportText.FormatUploadStopped(e.Message.TrimEnd('.')), statusCode: e.StatusCode);
        }
        catch (UploadsFullException e)
        {
            return Results.Text(ImportText.FormatUploadNoRoom(e.Message), statusCode: StatusCodes.Status507InsufficientStorage);
        }
        catch (IOException e) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Results.Text(ImportText.FormatUploadDiskFull(e.Message), statusCode: StatusCodes.Status507InsufficientStorage);
        }
    }

    private static IResult TooLarge() =>
        Results.Text(ImportText.FormatUploadTooLarge(UploadStore.MaximumBytes >> 20), statusCode: StatusCodes.Status413PayloadTooLarge);
}
