using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>Several sources as one; the first that has a symbol wins.</summary>
internal sealed class LayeredSeries(IReadOnlyList<ISeriesSource> layers) : ISeriesSource
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Symbols =>
        [.. layers.SelectMany(l => l.Symbols).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public BarSeries? Find(string symbol) => layers.Select(l => l.Find(symbol)).FirstOrDefault(s => s is not null);
}
