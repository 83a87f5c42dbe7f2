using Simulator.Store.Strategies;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Specs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Finding;

/// <summary>Strategies saved by name, and those of the gallery; each opens a new simulation with it.</summary>
internal sealed class StrategyEntries(IStrategyLibrary library) : IPaletteSource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PaletteEntry>> OfferAsync(string words, CancellationToken cancellation)
    {
        var saved = await library.ListAsync(cancellation);
        return [.. saved.Select(Saved), .. GalleryCard.All.Select(Card)];
    }

    private static PaletteEntry Saved(SavedStrategy saved) =>
        new(
            $"saved:{saved.Name}",
            FindingText.SavedStrategies,
            Glyphs.Bookmark,
            saved.Name,
            FindingText.FormatVersion(Figures.Count(saved.Version))
        )
        {
            Href = Addresses.NewSaved(saved.Name),
        };

    private static PaletteEntry Card(GalleryCard card) =>
        new($"card:{card.Key}", FindingText.Gallery, Glyphs.AutoGraph, card.Title, $"{card.Heading} · {card.Name}")
        {
            Href = Addresses.NewOf(card.Key),
            WaitsForWords = true,
        };
}
