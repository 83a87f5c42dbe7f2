using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Simulator.Web.Components.Charts;

/// <summary>
/// Pictures of open pages as files of their own, named by the hash of what they hold: the circuit carries the name, and a browser that has
/// the file asks for nothing. Bounded; a page that is open puts its pictures here before it names them.
/// </summary>
public sealed class PlotShelf : IDisposable
{
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan s_keeping = TimeSpan.FromMinutes(30);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.25 });

    /// <summary>Keeps a picture; returns its address.</summary>
    public string Keep(Plot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        var file = Encoding.UTF8.GetBytes(ChartModel.ToJson(new PlotFile(PlotFrame.Of(plot), PlotPoints.Of(plot))));
        var name = Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 12));
        _kept.Set(name, file, new MemoryCacheEntryOptions { Size = file.Length, SlidingExpiration = s_keeping });
        return $"/plots/{name}";
    }

    /// <summary>A kept picture as JSON; null where there is none of that name (any more).</summary>
    public byte[]? Find(string name) => _kept.TryGetValue(name, out byte[]? file) ? file : null;

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    /// <summary>A picture as it is kept.</summary>
    /// <param name="Html">The inside of the picture's figure.</param>
    /// <param name="Points">What is shown under the pointer.</param>
    private sealed record PlotFile(string Html, PlotPoints Points);
}
