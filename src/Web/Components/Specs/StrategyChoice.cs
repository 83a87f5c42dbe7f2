using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Learners;
using Simulator.Runs;

namespace Simulator.Web.Components.Specs;

/// <summary>Writes what trades into a draft: a kind of strategy with what informs it, a card of the gallery, a saved strategy.</summary>
internal static class StrategyChoice
{
    private const string Forecaster = "forecaster";
    private const string Agent = "strategy.agent";
    private static readonly string[] s_parts = ["strategy", Forecaster, "features", "split"];

    /// <summary>The kind in the form of a kind in a spec: all ready-made rules are one.</summary>
    public static string GroupOf(string kind) =>
        kind switch
        {
            "rules" or "agent" or "portfolio" => kind,
            "" => "",
            _ => "ready",
        };

    /// <summary>
    /// A kind of strategy brings what informs it, and what was written for it before; a forecaster comes with an agent only.
    /// </summary>
    public static void SetGroup(SpecDraft draft, string group)
    {
        var before = GroupOf(draft.GetText(StrategyPaths.Kind));
        if (group == before)
            return;
        draft.Shelf.Put($"group {before}", new JsonObject(s_parts.Select(p => KeyValuePair.Create(p, draft.Get(p)?.DeepClone()))));
        var kept = draft.Shelf.Find($"group {group}");
        var preset = SpecPresets.Make(
            group switch
            {
                "agent" => "ganPpo",
                "rules" => "rules",
                "portfolio" => "portfolio",
                _ => "smaCross",
            },
            Target(draft),
            Related(draft)
        );
        foreach (var part in s_parts)
            draft.Set(part, kept is JsonObject ? kept[part]?.DeepClone() : Part(preset, part));
    }

    /// <summary>A card of the gallery: its kind of strategy, then itself.</summary>
    public static void Take(SpecDraft draft, GalleryCard card)
    {
        if (card.Role is { } role)
        {
            TakeLearner(draft, role, card.Name);
            return;
        }
        SetGroup(draft, card.Group);
        if (card.Group == "rules")
        {
            draft.Set(StrategyPaths.Rules, RuleExamples.All.FirstOrDefault(e => e.Name == card.Name)?.Parse());
            return;
        }
        var from = card.Group == "ready" ? ReadyRule.ChosenOf(draft) : draft.GetText(StrategyPaths.Method);
        if (from != card.Name)
            draft.Exchange(
                "strategy",
                from,
                card.Name,
                () =>
                    card.Group == "portfolio"
                        ? PortfolioRule.Json(card.Name, [Target(draft), .. Related(draft)])
                        : ReadyRule.Json(card.Name)
            );
    }

    /// <summary>A saved strategy, with what informs its kind.</summary>
    public static void TakeSaved(SpecDraft draft, string strategy)
    {
        var json = JsonNode.Parse(strategy);
        SetGroup(draft, GroupOf(json?["kind"]?.ToString() ?? ""));
        draft.Set("strategy", json);
    }

    // A forecaster informs whatever is there that forecasts; where nothing does, the agent comes with it.
    private static void TakeLearner(SpecDraft draft, LearnerRole role, string name)
    {
        if (role == LearnerRole.Agent || draft.Get(Forecaster) is null)
            SetGroup(draft, "agent");
        var path = role == LearnerRole.Agent ? Agent : Forecaster;
        if (draft.GetText(path + ".kind") is var from && from != name && LearnerTable.Find(role, name) is { } row)
            draft.Exchange(path, from, name, () => LearnerFields.Json(row));
    }

    private static string Target(SpecDraft draft) => draft.GetText("data.target");

    private static string[] Related(SpecDraft draft) =>
        [.. (draft.Get("data.related") as JsonArray ?? []).Select(r => r?.ToString() ?? "").Where(r => r.Length > 0)];

    private static JsonNode? Part(SimulationSpec spec, string member) =>
        JsonSerializer.SerializeToNode(spec, SpecJson.Options)![member]?.DeepClone();
}
