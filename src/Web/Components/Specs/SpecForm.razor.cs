using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Learning.Specs;
using Simulator.Specs;

namespace Simulator.Web.Components.Specs;

/// <summary>The form that writes a spec.</summary>
public sealed partial class SpecForm
{
    private static readonly (string Kind, string Words)[] Strategies = [("buyAndHold", "Buy and hold"), ("smaCross", "Moving averages cross"), ("agent", "An agent that learns (PPO)")];

    private bool _windowsWereWrong;

    /// <summary>The spec being written.</summary>
    [CascadingParameter] public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")] public EventCallback Changed { get; set; }

    /// <summary>Series in the store.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Symbols { get; set; }

    private string Target => Draft.GetText("data.target");

    private string Strategy => Draft.GetText("strategy.kind");

    private bool HasForecaster => Draft.Get("forecaster") is JsonObject;

    private HashSet<string> Related => [.. (Draft.Get("data.related") as JsonArray ?? []).Select(r => r?.ToString() ?? "")];

    private IReadOnlyList<string> Others => [.. Symbols.Union(Related.Where(r => r.Length > 0), StringComparer.OrdinalIgnoreCase).Where(s => !s.Equals(Target, StringComparison.OrdinalIgnoreCase))];

    private IEnumerable<SpecError> ErrorsBelow(string path) => Draft.Errors.Where(e => e.Path.StartsWith(path, StringComparison.Ordinal));

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

    // Related series and the feature that reads them come and go together.
    private Task RelateAll(IReadOnlyList<string> related)
    {
        Draft.Set("data.related", new JsonArray([.. related.Select(r => JsonValue.Create(r))]));
        var feature = SpecFeatures.Offered.First(f => f.Kind == "relatedReturns");
        if (Strategy == "agent" && SpecFeatures.Has(Draft, feature) != related.Count > 0)
            SpecFeatures.Set(Draft, feature, related.Count > 0);
        return Changed.InvokeAsync();
    }

    private Task SetStrategy(string kind)
    {
        var preset = SpecPresets.Make(kind == "agent" ? "ganPpo" : kind, Target, [.. Related]);
        Draft.Set("strategy", Part(preset, "strategy"));
        Draft.Set("forecaster", Part(preset, "forecaster"));
        Draft.Set("features", Part(preset, "features"));
        return Changed.InvokeAsync();
    }

    private Task SetForecaster(bool wanted)
    {
        Draft.Set("forecaster", wanted ? Part(SpecPresets.Make("ganPpo", Target, []), "forecaster") : null);
        return Changed.InvokeAsync();
    }

    private Task Toggle(SpecFeatures.Group feature, bool wanted)
    {
        SpecFeatures.Set(Draft, feature, wanted);
        return Changed.InvokeAsync();
    }

    private static JsonNode? Part(SimulationSpec spec, string member) => JsonSerializer.SerializeToNode(spec, SpecJson.Options)![member]?.DeepClone();
}
