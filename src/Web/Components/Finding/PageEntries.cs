using MudBlazor;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Finding;

/// <summary>The pages.</summary>
internal sealed class PageEntries : IPaletteSource
{
    private static PaletteEntry[] All =>
        [
            Page(Icons.Material.Outlined.AddCircleOutline, FindingText.NewSimulation, FindingText.NewSimulationHint, Addresses.New),
            Page(Icons.Material.Outlined.UploadFile, FindingText.Data, FindingText.DataHint, Addresses.Data),
            Page(Icons.Material.Outlined.GridOn, FindingText.Sweep, FindingText.SweepHint, Addresses.Sweep),
            Page(Icons.Material.Outlined.QueryStats, FindingText.Runs, FindingText.RunsHint, Addresses.Simulations),
            Page(Icons.Material.Outlined.Home, FindingText.Home, FindingText.HomeHint, ""),
            Page(Icons.Material.Outlined.Link, FindingText.Shared, FindingText.SharedHint, Addresses.Shared),
        ];

    /// <inheritdoc/>
    public Task<IReadOnlyList<PaletteEntry>> OfferAsync(string words, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PaletteEntry>>(All);

    private static PaletteEntry Page(string icon, string title, string detail, string href) =>
        new($"page:{href}", FindingText.Pages, icon, title, detail) { Href = href };
}
