using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Simulator.Web.Hosting;

/// <summary>
/// How often one address may open shared reports (whose tokens could be guessed) and upload files. Behind a proxy the addresses are those
/// of the clients only where <see cref="ProxySetup"/> is on; otherwise all clients share one allowance.
/// </summary>
public static class RequestRates
{
    /// <summary>Policy of shared reports: 60 a minute.</summary>
    public const string Shares = "shares";

    /// <summary>Policy of uploads: 240 at once, and 120 more a minute.</summary>
    public const string Uploads = "uploads";

    private const int SharesPerMinute = 60;
    private const int UploadsAtOnce = 240;
    private const int UploadsPerMinute = 120;

    /// <summary>Registers the two policies.</summary>
    public static WebApplicationBuilder AddRequestRates(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddRateLimiter(options =>
        {
            options.AddPolicy(
                Shares,
                context =>
                    RateLimitPartition.GetSlidingWindowLimiter(
                        ClientOf(context.Connection.RemoteIpAddress),
                        _ => new SlidingWindowRateLimiterOptions
                        {
                            PermitLimit = SharesPerMinute,
                            Window = TimeSpan.FromMinutes(1),
                            SegmentsPerWindow = 6,
                        }
                    )
            );
            options.AddPolicy(
                Uploads,
                context =>
                    RateLimitPartition.GetTokenBucketLimiter(
                        ClientOf(context.Connection.RemoteIpAddress),
                        _ => new TokenBucketRateLimiterOptions
                        {
                            TokenLimit = UploadsAtOnce,
                            TokensPerPeriod = UploadsPerMinute / 60,
                            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                        }
                    )
            );
            options.OnRejected = RefuseAsync;
        });
        return builder;
    }

    /// <summary>Who an address stands for: a household or a site has a whole /64 of IPv6.</summary>
    internal static string ClientOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var wait =
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.FromSeconds(1)
                ? (int)Math.Ceiling(after.TotalSeconds)
                : 10;
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"Too many requests from your address. Wait {wait} s, then try again."),
            cancellation
        );
    }
}
