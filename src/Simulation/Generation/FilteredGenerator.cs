using Simulator.Seeding;

namespace Simulator.Generation;

/// <summary>
/// Filtered historical simulation (Barone-Adesi, Giannopoulos and Vosper 1999): standardised returns of the past, with the volume's error
/// of the same bar, are drawn with replacement and sent through the recursion of GJR-GARCH again.
/// </summary>
public sealed class FilteredGenerator : IPathGenerator
{
    /// <inheritdoc/>
    public string Name => "filtered";

    /// <inheritdoc/>
    public ILearnedPaths Learn(MarketHistory past, long seed, CancellationToken cancellation = default) =>
        new Learned(MarketFilter.Fit(past, isAsymmetric: true));

    private sealed class Learned(MarketFilter filter) : ILearnedPaths
    {
        private readonly double[] _returns = filter.DrawnReturns();

        public string Summary => filter.Words;

        public IReadOnlyList<ReturnPath> Draw(IReadOnlyList<int> starts, int bars, ulong seed, CancellationToken cancellation)
        {
            var random = new SplitMix64(seed);
            var (returns, errors, paths) = (new double[bars], new double[bars], new ReturnPath[starts.Count]);
            for (var p = 0; p < paths.Length; p++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var t = 0; t < bars; t++)
                {
                    var place = random.NextInt(_returns.Length);
                    returns[t] = _returns[place];
                    errors[t] = filter.Activity is null ? 0 : filter.Errors[place];
                }
                paths[p] = filter.Rebuild(starts[p], returns, errors);
            }
            return paths;
        }
    }
}
