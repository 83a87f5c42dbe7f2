using MudBlazor;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Finding;

/// <summary>The pages.</summary>
internal sealed class PageEntries : IPaletteSource
{
    private static PaletteEntry[] All =>
        [
            Page(Icons.Material.Outlined.AddCircleOutline, FindingText.NewSimulation, FindingText.NewSimulationDetail, Addresses.New),
            Page(Icons.Material.Outlined.UploadFile, FindingText.Data, FindingText.DataDetail, Addresses.Data),
            Page(Icons.Material.Outlined.GridOn, FindingText.Sweep, FindingText.SweepDetail, Addresses.Sweep),
            Page(Icons.Material.Outlined.Leaderboard, FindingText.Forecasters, FindingText.ForecastersDetail, Addresses.Leaderboard),
            Page(Icons.Material.Outlined.QueryStats, FindingText.Runs, FindingText.RunsDetail, Addresses.Simulations),
            Page(Icons.Material.Outlined.Home, FindingText.Home, FindingText.HomeDetail, ""),
            Page(Icons.Material.Outlined.Link, FindingText.Shared, FindingText.SharedDetail, Addresses.Shared),
        ];

    /// <inheritdoc/>
    public Task<IReadOnlyList<PaletteEntry>> OfferAsync(string words, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PaletteEntry>>(All);

    private static PaletteEntry Page(string icon, string title, string detail, string href) =>
        new($"page:{href}", FindingText.Pages, icon, title, detail) { Href = href };
}
