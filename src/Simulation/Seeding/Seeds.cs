namespace Simulator.Seeding;

/// <summary>
/// One seed in the spec, split by purpose: every consumer of randomness derives its own stream from (seed, purpose),
/// so adding a consumer never changes the numbers of another.
/// </summary>
public static class Seeds
{
    /// <summary>The stream's seed for a purpose such as <c>"forecaster/fold2"</c> or <c>"agent/seed0/environment"</c>.</summary>
    public static ulong Derive(long seed, string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        var hash = 14695981039346656037UL; // FNV-1a over UTF-16 code units: stable across processes, unlike GetHashCode
        foreach (var c in purpose)
            hash = (hash ^ c) * 1099511628211UL;
        return SplitMix64.Mix(hash ^ SplitMix64.Mix((ulong)seed + 0x9E3779B97F4A7C15));
    }

    /// <summary>A generator for a purpose.</summary>
    public static SplitMix64 Generator(long seed, string purpose) => new(Derive(seed, purpose));
}
