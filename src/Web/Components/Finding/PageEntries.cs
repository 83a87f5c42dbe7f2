using MudBlazor;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Finding;

/// <summary>The pages.</summary>
internal sealed class PageEntries : IPaletteSource
{
    private static readonly PaletteEntry[] s_all =
    [
        Page(Icons.Material.Outlined.AddCircleOutline, "New simulation", "choose prices and a strategy", Addresses.New),
        Page(Icons.Material.Outlined.UploadFile, "Data", "import prices, list of series", Addresses.Data),
        Page(Icons.Material.Outlined.GridOn, "Sweep", "sweep parameters, walk forward, cross-validate", Addresses.Sweep),
        Page(Icons.Material.Outlined.QueryStats, "Runs", "all simulations", Addresses.Simulations),
        Page(Icons.Material.Outlined.Home, "Home", "running jobs, queue, recent runs", ""),
        Page(Icons.Material.Outlined.Link, "Shared", "read-only links", Addresses.Shared),
    ];

    /// <inheritdoc/>
    public Task<IReadOnlyList<PaletteEntry>> OfferAsync(string words, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PaletteEntry>>(s_all);

    private static PaletteEntry Page(string icon, string title, string detail, string href) =>
        new($"page:{href}", "Pages", icon, title, detail) { Href = href };
}
