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
    private static readonly (string Group, string Words)[] Groups =
    [
        ("ready", "A ready-made rule"),
        ("rules", "Rules of your own"),
        ("portfolio", "Several assets"),
        ("agent", "An agent that learns"),
    ];

    private bool _windowsWereWrong;

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

    private string Group =>
        Strategy switch
        {
            "rules" or "agent" or "portfolio" => Strategy,
            "" => "",
            _ => "ready",
        };

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
                ("", "as traded, with splits and dividends"),
                ("totalReturn", "adjusted for both"),
                ("splitAdjusted", "adjusted for splits"),
                ("raw", "unadjusted"),
            ]
            : [("", "adjusted for both"), ("splitAdjusted", "adjusted for splits"), ("raw", "unadjusted")];

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

    // An error opens the fields; putting it right must not shut them under the hand.
    private bool StaysOpen(IEnumerable<SpecFeatures.Field> fields) => _windowsWereWrong |= fields.Any(f => ErrorsBelow(f.Path).Any());

    private Task SetTarget(ChangeEventArgs e)
    {
        var target = (string)e.Value!;
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

    // What one kind of strategy wrote goes with it, what informs a forecast too; a forecaster comes with an agent only.
    private Task SetGroup(string group)
    {
        if (group == Group)
            return Task.CompletedTask;
        var preset = SpecPresets.Make(
            group switch
            {
                "agent" => "ganPpo",
                "rules" => "rules",
                "portfolio" => "portfolio",
                _ => "smaCross",
            },
            Target,
            [.. Related]
        );
        Draft.Set("strategy", Part(preset, "strategy"));
        Draft.Set("forecaster", Part(preset, "forecaster"));
        Draft.Set("features", Part(preset, "features"));
        return Changed.InvokeAsync();
    }

    // Features are what a forecaster learns from: they come with the first and go with it where nothing else reads them.
    private Task SetForecaster(bool wanted)
    {
        var preset = SpecPresets.Make("ganPpo", Target, [.. Related]);
        Draft.Set("forecaster", wanted ? Part(preset, "forecaster") : null);
        if (Strategy != "agent" && wanted != (Draft.Get("features") is JsonArray { Count: > 0 }))
            Draft.Set("features", wanted ? Part(preset, "features") : new JsonArray());
        return Changed.InvokeAsync();
    }

    private Task Toggle(SpecFeatures.Group feature, bool wanted)
    {
        SpecFeatures.Set(Draft, feature, wanted);
        return Changed.InvokeAsync();
    }

    private static JsonNode? Part(SimulationSpec spec, string member) =>
        JsonSerializer.SerializeToNode(spec, SpecJson.Options)![member]?.DeepClone();
}
