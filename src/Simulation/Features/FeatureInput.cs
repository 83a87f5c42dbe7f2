using Simulator.Markets;

namespace Simulator.Features;

/// <summary>What a fitted feature sees.</summary>
/// <param name="Market">The target and its related series.</param>
/// <param name="Fixed">The fixed columns of the same spec, unscaled; may have none.</param>
public sealed record FeatureInput(AlignedMarket Market, FeatureTable Fixed)
{
    /// <summary>Number of bars.</summary>
    public int BarCount => Market.Target.Count;

    /// <summary>The input as it was before bar <paramref name="bars"/>.</summary>
    public FeatureInput Until(int bars) =>
        bars == BarCount ? this : new(Market.Until(bars), new FeatureTable(Fixed.Names, [.. Fixed.Columns.Select(c => c[..bars])]));
}
