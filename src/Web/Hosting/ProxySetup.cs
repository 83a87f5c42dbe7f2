using Microsoft.AspNetCore.HttpOverrides;

namespace Simulator.Web.Hosting;

/// <summary>
/// A reverse proxy on this machine: with <c>ForwardedHeaders=true</c> (<c>SIMULATOR_FORWARDED_HEADERS</c>) the scheme and the client's
/// address are those that the proxy reports. Off by default: without a proxy anyone could write these headers.
/// </summary>
public static class ProxySetup
{
    private const string Setting = "ForwardedHeaders";

    /// <summary>Reads the headers of the nearest proxy where the configuration says so; only from a loopback address.</summary>
    /// <exception cref="AddressException">The setting is neither true nor false.</exception>
    public static WebApplication UseProxyHeaders(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (IsOn(app.Configuration))
            app.UseForwardedHeaders(
                // Proxies that are believed: 127.0.0.0/8 and ::1, the defaults of these options.
                new ForwardedHeadersOptions
                {
                    ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
                    ForwardLimit = 1,
                }
            );
        return app;
    }

    /// <summary>Whether the configuration names a proxy.</summary>
    /// <exception cref="AddressException">The setting is neither true nor false.</exception>
    public static bool IsOn(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var text = configuration[Setting] ?? configuration["SIMULATOR_FORWARDED_HEADERS"] ?? "false";
        return text switch
        {
            "1" => true,
            "" or "0" => false,
            _ when bool.TryParse(text, out var on) => on,
            _ => throw new AddressException(
                $"{Setting}: must be true or false, was '{text}'. Remedy: start with --forwarded-headers behind a proxy of this machine, "
                    + "or set SIMULATOR_FORWARDED_HEADERS to true or false."
            ),
        };
    }
}
