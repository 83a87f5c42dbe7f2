using Simulator.Seeding;

namespace Simulator.Generation;

/// <summary>
/// A parametric market: GARCH(1,1) (Bollerslev 1986), or with an asymmetry GJR (Glosten, Jagannathan and Runkle 1993), with Student's t,
/// and a volume with normal errors (<see cref="ActivityModel"/>).
/// </summary>
/// <param name="isAsymmetric">Whether falls have a weight of their own.</param>
public sealed class GarchGenerator(bool isAsymmetric) : IPathGenerator
{
    /// <inheritdoc/>
    public string Name => isAsymmetric ? "gjr" : "garch";

    /// <inheritdoc/>
    public ILearnedPaths Learn(MarketHistory past, long seed, CancellationToken cancellation = default) =>
        new Learned(MarketFilter.Fit(past, isAsymmetric));

    private sealed class Learned(MarketFilter filter) : ILearnedPaths
    {
        public string Summary => filter.Words;

        public IReadOnlyList<ReturnPath> Draw(IReadOnlyList<int> starts, int bars, ulong seed, CancellationToken cancellation)
        {
            var (random, degrees) = (new SplitMix64(seed), filter.Garch.Law.Degrees);
            var scale = Math.Sqrt((degrees - 2) / degrees);
            var (returns, errors, paths) = (new double[bars], new double[bars], new ReturnPath[starts.Count]);
            for (var p = 0; p < paths.Length; p++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var t = 0; t < bars; t++)
                    (returns[t], errors[t]) = (scale * StudentDraw.Of(random, degrees), random.NextGaussian());
                paths[p] = filter.Rebuild(starts[p], returns, errors);
            }
            return paths;
        }
    }
}
