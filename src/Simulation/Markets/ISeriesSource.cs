namespace Simulator.Markets;

/// <summary>Where a run finds its series by name: files given on the command line, or the store of imported series.</summary>
public interface ISeriesSource
{
    /// <summary>Names that can be asked for, in a stable order.</summary>
    IReadOnlyList<string> Symbols { get; }

    /// <summary>The series of a name (exact, case-insensitive), or null.</summary>
    BarSeries? Find(string symbol);
}

/// <summary>Series held in memory.</summary>
public sealed class InMemorySeries(IEnumerable<BarSeries> series) : ISeriesSource
{
    private readonly Dictionary<string, BarSeries> _bySymbol = series.ToDictionary(s => s.Symbol, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<string> Symbols => [.. _bySymbol.Values.Select(s => s.Symbol).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public BarSeries? Find(string symbol) => _bySymbol.GetValueOrDefault(symbol);
}
