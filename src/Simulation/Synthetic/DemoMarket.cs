using Simulator.Markets;

namespace Simulator.Synthetic;

/// <summary>A made-up market for the first start; see <see cref="Create"/>.</summary>
/// <param name="Target">The traded series, <c>DEMO</c>.</param>
/// <param name="Related">Four related assets and the daily news score <c>DEMO_NEWS</c>.</param>
public sealed record DemoMarket(BarSeries Target, IReadOnlyList<BarSeries> Related)
{
    /// <summary>The seed of the market that the product ships.</summary>
    public const long DefaultSeed = 20100104;

    /// <summary>All series, the target first.</summary>
    public IReadOnlyList<BarSeries> All => [Target, .. Related];

    /// <summary>Makes the market of a seed; the same seed and years always give the same series.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="years">Length in years of 252 bars, 1 to 40.</param>
    public static DemoMarket Create(long seed = DefaultSeed, int years = 8) => throw new NotSupportedException(FormattableString.Invariant($"no market of seed {seed} and {years} years yet"));
}
