using Simulator.Seeding;

namespace Simulator.Robustness.Resampling;

/// <summary>
/// The stationary bootstrap (Politis, Romano, 1994): blocks of geometrically distributed length that start at random and wrap around at
/// the end. Keeps the dependence between periods, up to about the block length.
/// </summary>
public static class StationaryBootstrap
{
    /// <summary>Fills <paramref name="indexes"/> with the positions of one resample of as many values.</summary>
    /// <param name="indexes">Receives positions 0 … length − 1.</param>
    /// <param name="meanBlock">Mean block length, ≥ 1.</param>
    /// <param name="random">The generator.</param>
    public static void Draw(Span<int> indexes, double meanBlock, SplitMix64 random)
    {
        if (!(meanBlock >= 1))
            throw new ArgumentOutOfRangeException(nameof(meanBlock), meanBlock, "the mean block length must be at least 1");
        var at = 0;
        for (var i = 0; i < indexes.Length; i++)
        {
            at =
                i == 0 || random.NextDouble() < 1 / meanBlock ? random.NextInt(indexes.Length)
                : at + 1 == indexes.Length ? 0
                : at + 1;
            indexes[i] = at;
        }
    }
}
