using Simulator.Store.Series;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Finding;

/// <summary>The stored series.</summary>
internal sealed class SymbolEntries(ISeriesLibrary series) : IPaletteSource
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<PaletteEntry>> OfferAsync(string words, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PaletteEntry>>([
            .. series.Symbols.Select(s => new PaletteEntry(
                $"symbol:{s}",
                FindingText.Symbols,
                Glyphs.CandlestickChart,
                s,
                FindingText.Prices
            )
            {
                Href = Addresses.Series(s),
            }),
        ]);
}
