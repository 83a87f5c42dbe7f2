namespace Simulator.Web.Hosting;

/// <summary>
/// What every answer tells the browser: only this server's own scripts, styles and connections, no frame around a page, no guessing of
/// types, nothing of an address to other sites; answers of the API and documents are not kept.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>
    /// The policy of every page. Components write styles into elements; no page has a script or a handler inside its text.
    /// </summary>
    public const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The API's page writes its settings as a script inside the text.</summary>
    private const string ApiPagePolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Writes the headers before anything else answers.</summary>
    public static WebApplication UseSecurityHeaders(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use(
            (context, next) =>
            {
                Write(context.Request.Path, context.Response.Headers);
                context.Response.OnStarting(KeepNoDocument, context.Response);
                return next(context);
            }
        );
        return app;
    }

    private static void Write(PathString path, IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = IsApiPage(path) ? ApiPagePolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY"; // for browsers that do not know frame-ancestors
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (IsLive(path))
            headers.CacheControl = "no-store";
    }

    // Files of the product carry their own times; a document is made anew for each visit.
    private static Task KeepNoDocument(object state)
    {
        var response = (HttpResponse)state;
        if (response.Headers.CacheControl.Count == 0 && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsApiPage(PathString path) => path.Value is { } text && text.TrimEnd('/').Equals("/api", Ignoring);

    private static bool IsLive(PathString path) =>
        (path.StartsWithSegments("/api", Ignoring, out var rest) && !rest.Value!.EndsWith(".js", StringComparison.Ordinal))
        || path.StartsWithSegments("/hubs", Ignoring)
        || path.StartsWithSegments("/data/uploads", Ignoring)
        || path.StartsWithSegments("/health", Ignoring)
        || path.StartsWithSegments("/s", Ignoring);

    // As routing compares paths.
    private const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;
}
