using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace Simulator.Web.Components.Controls;

/// <summary>
/// Pictures, still parts and texts of open pages as files of their own, named by the hash of what they hold: the circuit carries the
/// name, and a browser that has the file asks for nothing. Bounded; a page that is open puts its parts here before it names them.
/// </summary>
public sealed class PartShelf : IDisposable
{
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan s_keeping = TimeSpan.FromMinutes(30);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.25 });

    /// <summary>Characters up to which a still part stands in the page itself: a request takes as much.</summary>
    public int LongestInPlace { get; init; } = 600;

    /// <summary>Keeps a part; returns its address.</summary>
    public string Keep(byte[] file, string contentType)
    {
        ArgumentNullException.ThrowIfNull(file);
        var name = Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 12));
        Put(name, new KeptPart(file, contentType));
        // A full shelf takes nothing before it was cleared.
        if (Find(name) is null)
        {
            _kept.Compact(0.5);
            Put(name, new KeptPart(file, contentType));
        }
        return $"{PartEndpoint.Folder}/{name}";
    }

    /// <summary>A kept part; null where there is none of that name (any more).</summary>
    public KeptPart? Find(string name) => _kept.TryGetValue(name, out KeptPart? part) ? part : null;

    private void Put(string name, KeptPart part) =>
        _kept.Set(name, part, new MemoryCacheEntryOptions { Size = part.File.Length, SlidingExpiration = s_keeping });

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();
}

/// <summary>A part of a page as the browser gets it.</summary>
/// <param name="File">Its bytes.</param>
/// <param name="ContentType">What they are.</param>
public sealed record KeptPart(byte[] File, string ContentType);
