namespace Simulator.Web.Components.Layout;

/// <summary>Something that the palette finds.</summary>
/// <param name="Key">Tells it from everything else, today and tomorrow: what was chosen is remembered by it.</param>
/// <param name="Section">The heading that it stands under.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Title">Its name; what is typed is compared with it first.</param>
/// <param name="Detail">More of it, compared as well.</param>
public sealed record PaletteEntry(string Key, string Section, string Icon, string Title, string Detail)
{
    /// <summary>Where it leads; null where it does something.</summary>
    public string? Href { get; init; }

    /// <summary>What it does; null where it leads somewhere.</summary>
    public Func<Task>? Act { get; init; }

    /// <summary>It means something else on another page, so it is not remembered.</summary>
    public bool IsOfThePage { get; init; }

    /// <summary>One of very many: before anything is typed it is shown only where it was chosen lately.</summary>
    public bool WaitsForWords { get; init; }
}

/// <summary>A kind of things that the palette finds.</summary>
public interface IPaletteSource
{
    /// <summary>Everything that may be meant by what was typed, the likeliest first; the palette compares and ranks.</summary>
    /// <param name="words">What was typed; empty for what is worth offering before.</param>
    /// <param name="cancellation">Ends the search.</param>
    Task<IReadOnlyList<PaletteEntry>> OfferAsync(string words, CancellationToken cancellation);
}
