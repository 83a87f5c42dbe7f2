using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Errors;
using Simulator.Runs;
using Simulator.Store.Series;
using Simulator.Strategies;

namespace Simulator.Web.Components.Specs;

/// <summary>The form that writes a spec.</summary>
public sealed partial class SpecForm
{
    private static (string Group, string Words)[] Groups =>
        [
            ("ready", SpecsText.AReadyMadeRule),
            ("rules", SpecsText.RulesOfYourOwn),
            ("portfolio", SpecsText.SeveralAssets),
            ("agent", SpecsText.AnAgentThatLearns),
        ];

    private StrategyGallery? _gallery;

    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    /// <summary>Series in the store.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Symbols { get; set; }

    [Inject]
    private ISeriesLibrary Library { get; set; } = null!;

    private string Target => Draft.GetText("data.target");

    private string Strategy => Draft.GetText(StrategyPaths.Kind);

    private string Group => StrategyChoice.GroupOf(Strategy);

    private bool MayForecast =>
        Strategy is "agent" or "rules"
        || HasForecaster
        || NamedStrategies.Find(Draft.GetText(StrategyPaths.Name)) is { NeedsForecast: true };

    private bool HasForecaster => Draft.Get("forecaster") is JsonObject;

    private bool HasActions =>
        Draft.Get("data.prices") is not null
        || Library.Find(Target) is { Actions.Count: > 0 }
        || Related.Any(r => Library.Find(r) is { Actions.Count: > 0 });

    private IEnumerable<(string, string)> Treatments =>
        Group == "portfolio"
            ?
            [
                ("", SpecsText.AsTraded),
                ("totalReturn", SpecsText.AdjustedForBoth),
                ("splitAdjusted", SpecsText.AdjustedForSplits),
                ("raw", SpecsText.Unadjusted),
            ]
            : [("", SpecsText.AdjustedForBoth), ("splitAdjusted", SpecsText.AdjustedForSplits), ("raw", SpecsText.Unadjusted)];

    private HashSet<string> Related => [.. (Draft.Get("data.related") as JsonArray ?? []).Select(r => r?.ToString() ?? "")];

    private IReadOnlyList<string> Others =>
        [
            .. Symbols
                .Union(Related.Where(r => r.Length > 0), StringComparer.OrdinalIgnoreCase)
                .Where(s => !s.Equals(Target, StringComparison.OrdinalIgnoreCase)),
        ];

    private IEnumerable<SpecError> ErrorsBelow(string path) => Draft.Errors.Where(e => e.Path.StartsWith(path, StringComparison.Ordinal));

    private bool IsOfNoFeature(SpecError error) =>
        !SpecFeatures.FieldsOf(Draft).Any(f => error.Path.StartsWith(f.Path, StringComparison.Ordinal));

    private string MoreIndicators =>
        SpecFeatures.Offered.Count(f => f.Heading is not null && SpecFeatures.Has(Draft, f)) is > 0 and var chosen
            ? SpecsText.FormatMoreIndicatorsChosen(chosen)
            : SpecsText.MoreIndicators;

    private (string Value, string Words)[] FeatureOptions(string? heading) =>
        [.. SpecFeatures.Of(Draft).Where(f => f.Heading == heading).Select(f => (f.Key, f.Words))];

    private SpecFeatures.Group? Feature(string key) => SpecFeatures.Of(Draft).FirstOrDefault(f => f.Key == key);

    private bool HasFeature(string key) => Feature(key) is { } feature && SpecFeatures.Has(Draft, feature);

    private Task SetTarget(string target)
    {
        Draft.Set("data.target", target);
        return RelateAll([.. Related.Where(r => !r.Equals(target, StringComparison.OrdinalIgnoreCase))]);
    }

    private Task Relate(string symbol, bool wanted)
    {
        var related = Related;
        if (wanted)
            related.Add(symbol);
        else
            related.Remove(symbol);
        return RelateAll([.. Others.Where(related.Contains)]);
    }

    // Related series and the feature that reads them come and go together, and so does what a portfolio says of them.
    private Task RelateAll(IReadOnlyList<string> related)
    {
        foreach (var gone in Related.Except(related, StringComparer.OrdinalIgnoreCase).Where(_ => Group == "portfolio"))
        {
            PortfolioRule.Forget(Draft, gone);
            if (Draft.Get(StrategyPaths.Rates) is JsonArray rates)
                Draft.Set(
                    StrategyPaths.Rates,
                    new JsonArray([
                        .. rates
                            .Select(r => r?.ToString() ?? "")
                            .Where(r => !r.Equals(gone, StringComparison.OrdinalIgnoreCase))
                            .Select(r => JsonValue.Create(r)),
                    ])
                );
        }
        Draft.Set("data.related", new JsonArray([.. related.Select(r => JsonValue.Create(r))]));
        var feature = SpecFeatures.Offered.First(f => f.Kind == "relatedReturns");
        if ((Strategy == "agent" || HasForecaster) && SpecFeatures.Has(Draft, feature) != related.Count > 0)
            SpecFeatures.Set(Draft, feature, related.Count > 0);
        return Changed.InvokeAsync();
    }

    // A kind of strategy brings what informs it, and what was written for it before; a forecaster comes with an agent only.
    private Task SetGroup(string group)
    {
        if (group == Group)
            return Task.CompletedTask;
        StrategyChoice.SetGroup(Draft, group);
        return Changed.InvokeAsync();
    }

    // Features are what a forecaster learns from: they come with the first and go with it where nothing else reads them.
    private Task SetForecaster(bool wanted)
    {
        if (wanted == HasForecaster)
            return Task.CompletedTask;
        var preset = SpecPresets.Make("ganPpo", Target, [.. Related]);
        Draft.Exchange("forecaster", wanted ? "off" : "on", wanted ? "on" : "off", () => wanted ? Part(preset, "forecaster") : null);
        Draft.Exchange("split", wanted ? "plain" : "learns", wanted ? "learns" : "plain", () => Part(wanted ? preset : Plain, "split"));
        if (Strategy != "agent" && wanted != (Draft.Get("features") is JsonArray { Count: > 0 }))
            Draft.Set("features", wanted ? Part(preset, "features") : new JsonArray());
        return Changed.InvokeAsync();
    }

    // A card of the gallery: its kind of strategy, then itself.
    private Task TakeAsync(GalleryCard card)
    {
        StrategyChoice.Take(Draft, card);
        return Changed.InvokeAsync();
    }

    private Task Toggle(string key, bool wanted)
    {
        if (Feature(key) is { } feature)
            SpecFeatures.Set(Draft, feature, wanted);
        return Changed.InvokeAsync();
    }

    private static SimulationSpec Plain => SpecPresets.Make("smaCross", "", []);

    private static JsonNode? Part(SimulationSpec spec, string member) =>
        JsonSerializer.SerializeToNode(spec, SpecJson.Options)![member]?.DeepClone();
}
