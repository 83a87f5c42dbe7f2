using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Finding;

/// <summary>The pages.</summary>
internal sealed class PageEntries : IPaletteSource
{
    private static PaletteEntry[] All =>
        [
            Page(Glyphs.AddCircleOutline, FindingText.NewSimulation, FindingText.NewSimulationDetail, Addresses.New),
            Page(Glyphs.UploadFile, FindingText.Data, FindingText.DataDetail, Addresses.Data),
            Page(Glyphs.GridOn, FindingText.Sweep, FindingText.SweepDetail, Addresses.Sweep),
            Page(Glyphs.Leaderboard, FindingText.Forecasters, FindingText.ForecastersDetail, Addresses.Leaderboard),
            Page(Glyphs.Psychology, FindingText.Agents, FindingText.AgentsDetail, Addresses.Agents),
            Page(Glyphs.FactCheck, FindingText.UnusualRows, FindingText.UnusualRowsDetail, Addresses.Anomalies),
            Page(Glyphs.AutoGraph, FindingText.MarketGenerator, FindingText.MarketGeneratorDetail, Addresses.Paths),
            Page(Glyphs.Article, FindingText.Derive, FindingText.DeriveDetail, Addresses.Derive),
            Page(Glyphs.QueryStats, FindingText.Runs, FindingText.RunsDetail, Addresses.Simulations),
            Page(Glyphs.Home, FindingText.Home, FindingText.HomeDetail, ""),
            Page(Glyphs.Link, FindingText.Shared, FindingText.SharedDetail, Addresses.Shared),
        ];

    /// <inheritdoc/>
    public Task<IReadOnlyList<PaletteEntry>> OfferAsync(string words, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PaletteEntry>>(All);

    private static PaletteEntry Page(string icon, string title, string detail, string href) =>
        new($"page:{href}", FindingText.Pages, icon, title, detail) { Href = href };
}
