using Microsoft.AspNetCore.Components;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Store.Strategies;
using Simulator.Synthetic;
using Simulator.Web.Components.Specs;
using Simulator.Web.Searches;

namespace Simulator.Web.Components.Pages;

/// <summary>What an address of the form begins with.</summary>
public sealed partial class NewSimulation
{
    /// <summary>A card of the gallery to begin with.</summary>
    [SupplyParameterFromQuery]
    public string? Card { get; set; }

    /// <summary>A strategy that was saved by name.</summary>
    [SupplyParameterFromQuery]
    public string? Saved { get; set; }

    [Inject]
    private IStrategyLibrary Strategies { get; set; } = null!;

    // What the address asks to begin with.
    private async Task<string> AskedAsync() =>
        SpecDraft.Readable(
            (From is not null ? await Simulations.SpecJsonAsync(From, CancellationToken.None) : await FoundAsync())
                ?? (Card is null && Saved is null ? OfPreset(Preset ?? "smaCross") : await ChosenAsync())
        );

    // A card or a saved strategy on the first series; what is not known (any more) leaves the plain beginning.
    private async Task<string> ChosenAsync()
    {
        var draft = new SpecDraft(OfPreset("smaCross"));
        if (GalleryCard.Find(Card) is { } card)
            StrategyChoice.Take(draft, card);
        else if (Saved is { } name && await Strategies.VersionsAsync(name, CancellationToken.None) is [var saved, ..])
            StrategyChoice.TakeSaved(draft, saved.Json);
        return draft.Text;
    }

    // The spec of the search with the parameters chosen from its list; null where there is none.
    private async Task<string?> FoundAsync() =>
        Sweep is { } id
        && await FoundSearch.ReadAsync(Library, id, CancellationToken.None) is { Request: { } request, Findings: { } found }
        && found.At(Choice) is { } chosen
            ? SpecJson.Write(
                request.Spec with
                {
                    Name = "",
                    Strategy = SearchRequest.With(request.Spec.Strategy, AtCell(chosen.ToDictionary())),
                }
            )
            : null;

    // The parameters that a cell does not name are the best's.
    private Dictionary<string, string> AtCell(IReadOnlyDictionary<string, string> best)
    {
        var values = new Dictionary<string, string>(best);
        foreach (var pair in Cell ?? [])
        {
            if (pair.Split('=', 2) is [var name, var value] && values.ContainsKey(name))
                values[name] = value;
        }
        return values;
    }

    private string OfPreset(string key)
    {
        var target = _draft?.GetText("data.target") is { Length: > 0 } chosen ? chosen : Target ?? FirstTarget();
        IReadOnlyList<string> related =
            target == "DEMO"
                ? [.. _symbols.Where(s => s != DemoMarket.ShuffledSymbol && s.StartsWith("DEMO_", StringComparison.Ordinal))]
                : [];
        if (key == "portfolio")
            related = [.. related.Where(r => Series.Find(r) is { Kind: SeriesKind.Price })];
        return SpecDraft.Readable(SpecJson.Write(SpecPresets.Make(key, target, related)));
    }

    // The user's own series come before the demo series.
    private string FirstTarget() =>
        _symbols.FirstOrDefault(s => !s.StartsWith("DEMO", StringComparison.Ordinal)) ?? (_symbols.Count > 0 ? _symbols[0] : "");
}
