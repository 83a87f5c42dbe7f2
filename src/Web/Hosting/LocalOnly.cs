using System.Globalization;
using System.Net;

namespace Simulator.Web.Hosting;

/// <summary>
/// There is no sign-in yet, so the server only serves its own machine: it listens on the loopback address, answers only to local names
/// and to those that it is given (it refuses a foreign page that rebinds its name to 127.0.0.1), and accepts changes only from its own
/// pages.
/// </summary>
public static partial class LocalOnly
{
    private const int MostConnections = 2_000;
    private const int MostSockets = 500;
    private const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>
    /// Listens on <c>SIMULATOR_BIND</c>:<c>SIMULATOR_PORT</c>, 127.0.0.1:5080 by default; <c>--urls</c> and <c>ASPNETCORE_URLS</c> take
    /// precedence.
    /// </summary>
    /// <exception cref="AddressException">One of these settings is not what it should be, or a name of <c>Hosts</c> is none.</exception>
    public static WebApplicationBuilder AddLocalOnly(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            var address = new UriBuilder(DefaultAddress);
            address.Host = Bind(builder.Configuration["SIMULATOR_BIND"]) ?? address.Host;
            address.Port = Port(builder.Configuration["SIMULATOR_PORT"]) ?? address.Port;
            builder.WebHost.UseUrls(address.Uri.GetLeftPart(UriPartial.Authority));
        }
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxConcurrentConnections = MostConnections;
            server.Limits.MaxConcurrentUpgradedConnections = MostSockets;
        });
        builder.Services.AddSingleton(PublicOrigins.Of(builder.Configuration));
        _ = ProxySetup.IsOn(builder.Configuration); // so that a wrong setting is told now
        return builder;
    }

    /// <summary>
    /// Refuses foreign hosts (421) and cross-site changes and sockets (403). <see cref="PublicOrigins"/> names more hosts.
    /// </summary>
    public static WebApplication UseLocalOnly(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var origins = app.Services.GetRequiredService<PublicOrigins>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LocalOnly).FullName!);
        app.Use(
            async (context, next) =>
            {
                if (Refusal(context.Request, origins) is not { } refusal)
                {
                    await next(context);
                    return;
                }
                LogRefused(logger, context.Request.Method, Loggable(context.Request.Path), refusal.Text);
                context.Response.StatusCode = refusal.Status;
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync(refusal.Text, context.RequestAborted);
            }
        );
        return app;
    }

    /// <summary>A path as the log shows it, without the token of a shared report, since the token gives access to it.</summary>
    internal static string Loggable(PathString path) =>
        path.StartsWithSegments("/s", out var rest) && rest.HasValue ? "/s/…" : path.ToString();

    // The server would read a name that is not an address as "every address".
    private static string? Bind(string? text) =>
        string.IsNullOrEmpty(text) || text == "localhost" || IPAddress.TryParse(text, out _)
            ? string.IsNullOrEmpty(text)
                ? null
                : text
            : throw new AddressException(
                $"SIMULATOR_BIND: '{text}' is not an IP address. Remedy: give 127.0.0.1 (this machine only), "
                    + "0.0.0.0 (every network) or one of this machine's addresses."
            );

    private static int? Port(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port
        : throw new AddressException($"SIMULATOR_PORT: '{text}' is not a port. Remedy: give a number from 1 to 65535.");

    private static (int Status, string Text)? Refusal(HttpRequest request, PublicOrigins origins)
    {
        var host = request.Host.Host;
        if (!IsLocal(host) && !origins.Names(request.Host))
            return (
                StatusCodes.Status421MisdirectedRequest,
                $"This server answers to localhost and 127.0.0.1, not to '{host}'. "
                    + $"To let it answer to this name, start it with --hosts https://{host} (or http://)."
            );
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if ((changes || request.HttpContext.WebSockets.IsWebSocketRequest || IsSocket(request)) && IsCrossSite(request, origins))
            return (
                StatusCodes.Status403Forbidden,
                "A page of another site cannot change anything here. Open the product's own page, "
                    + "or call it from a program (which sends no Origin header)."
            );
        return null;
    }

    /// <summary>Whether a name or address means this machine itself.</summary>
    internal static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    // Before the web socket middleware runs, only the headers show the upgrade.
    private static bool IsSocket(HttpRequest request) => request.Headers.Upgrade.Count > 0 || request.Method == HttpMethods.Connect;

    // Browsers send Origin with every change and socket; programs send none.
    private static bool IsCrossSite(HttpRequest request, PublicOrigins origins)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        return !Uri.TryCreate(origin, UriKind.Absolute, out var from) || !(IsOwn(from, request) || origins.Includes(from));
    }

    private static bool IsOwn(Uri origin, HttpRequest request) =>
        origin.Scheme == request.Scheme
        && string.Equals(origin.Authority, new Uri($"{request.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string method, string path, string reason);
}

/// <summary>The address to listen on is not valid. The message is a sentence for the terminal.</summary>
public sealed class AddressException(string message) : Exception(message);
