using Simulator.Robustness.Resampling;
using Simulator.Seeding;

namespace Simulator.Generation;

/// <summary>
/// The stationary bootstrap (Politis and Romano 1994): blocks of the past of geometrically distributed length, which begin at random and
/// wrap around at its end. Returns, volatility and activity of a bar stay together. The mean length is the larger of those that Politis and
/// White (2004, corrected 2009) find for the returns and for their sizes, because sizes remember longer.
/// </summary>
/// <param name="meanBlockBars">Mean length of a block in bars, ≥ 1; NaN to have it found.</param>
public sealed class BootstrapGenerator(double meanBlockBars = double.NaN) : IPathGenerator
{
    /// <inheritdoc/>
    public string Name => "bootstrap";

    /// <summary>The mean length that the data ask for.</summary>
    /// <param name="returns">Log-returns.</param>
    public static double MeanBlock(double[] returns) =>
        Math.Max(BlockLength.Of(returns), BlockLength.Of(Array.ConvertAll(returns, Math.Abs)));

    /// <inheritdoc/>
    public ILearnedPaths Learn(MarketHistory past, long seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(past);
        return new Learned(past.Path, double.IsNaN(meanBlockBars) ? MeanBlock(past.Path.Return) : meanBlockBars);
    }

    // A path starts in the block that goes on from its start, so that it begins in that state.
    private sealed class Learned(ReturnPath past, double meanBlock) : ILearnedPaths
    {
        public string Summary => FormattableString.Invariant($"blocks of {meanBlock:0.0} bars on average");

        public IReadOnlyList<ReturnPath> Draw(IReadOnlyList<int> starts, int bars, ulong seed, CancellationToken cancellation)
        {
            var random = new SplitMix64(seed);
            var (places, paths) = (new int[bars], new ReturnPath[starts.Count]);
            for (var p = 0; p < paths.Length; p++)
            {
                cancellation.ThrowIfCancellationRequested();
                var at = starts[p];
                for (var t = 0; t < bars; t++)
                    places[t] = at = t > 0 && random.NextDouble() < 1 / meanBlock ? random.NextInt(past.Count) : (at + 1) % past.Count;
                paths[p] = past.At(places);
            }
            return paths;
        }
    }
}
