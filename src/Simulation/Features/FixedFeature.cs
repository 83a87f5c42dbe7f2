using Simulator.Markets;

namespace Simulator.Features;

/// <summary>A fixed feature from its formula.</summary>
/// <param name="columns">Its columns.</param>
/// <param name="warmUpBars">Look-back.</param>
/// <param name="compute">[column][bar] of a market.</param>
internal sealed class FixedFeature(IReadOnlyList<FeatureColumn> columns, int warmUpBars, Func<AlignedMarket, IEnumerable<double[]>> compute)
    : IFixedFeature
{
    /// <inheritdoc/>
    public IReadOnlyList<FeatureColumn> Columns { get; } = columns;

    /// <inheritdoc/>
    public int WarmUpBars { get; } = warmUpBars;

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Compute(AlignedMarket market) => [.. compute(market)];
}
