using System.Globalization;

namespace Simulator.Web.Hosting;

/// <summary>
/// Names by which the server is called besides those of its own machine (<c>Hosts</c>, <c>SIMULATOR_HOSTS</c>): public origins such as
/// <c>https://sim.example.org</c>, or plain host names.
/// </summary>
public sealed class PublicOrigins
{
    private readonly IReadOnlyList<Entry> _entries;

    private PublicOrigins(IReadOnlyList<Entry> entries) => _entries = entries;

    /// <summary>Reads the names of a configuration, divided by commas; none where the text is empty.</summary>
    /// <exception cref="AddressException">One of them is neither an origin nor a host name.</exception>
    public static PublicOrigins Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var text = configuration["Hosts"] ?? configuration["SIMULATOR_HOSTS"] ?? "";
        return new([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)]);
    }

    /// <summary>Whether a request to this host is for this server.</summary>
    public bool Names(HostString host) =>
        _entries.Any(e =>
            string.Equals(e.Host, host.Host, StringComparison.OrdinalIgnoreCase)
            && (e.Scheme is not null || e.Port is null || e.Port == host.Port)
        );

    /// <summary>
    /// Whether a page of this origin is the product's own. A browser writes the header Origin; a page cannot choose it. So a named origin
    /// is trusted whatever scheme and host the proxy used for the last step.
    /// </summary>
    public bool Includes(Uri origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return _entries.Any(e =>
            e.Scheme == origin.Scheme && e.Port == origin.Port && string.Equals(e.Host, origin.IdnHost, StringComparison.OrdinalIgnoreCase)
        );
    }

    private static Entry Parse(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
            return ParseHost(text) ?? throw Refusal(text);
        return
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.PathAndQuery == "/"
            && uri.Fragment.Length == 0
            && uri.UserInfo.Length == 0
            ? new Entry(uri.Scheme, uri.IdnHost, uri.Port)
            : throw Refusal(text);
    }

    private static Entry? ParseHost(string text)
    {
        var host = new HostString(text);
        return
            Uri.CheckHostName(host.Host.Trim('[', ']')) == UriHostNameType.Unknown
            || (host.Port is null && text.Length != host.Host.Length)
            || host.Port is < 1 or > 65535
            ? null
            : new Entry(null, host.Host, host.Port);
    }

    private static AddressException Refusal(string text) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Hosts: '{text}' is neither an origin nor a host name. Remedy: give the address that people type, without a path, "
                    + $"such as https://sim.example.org, or only the name, such as sim.example.org."
            )
        );

    private sealed record Entry(string? Scheme, string Host, int? Port);
}
