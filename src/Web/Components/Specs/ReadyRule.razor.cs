using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Simulator.Errors;
using Simulator.Strategies;

namespace Simulator.Web.Components.Specs;

/// <summary>Chooses a rule by name and writes its parameters.</summary>
public sealed partial class ReadyRule
{
    /// <summary>The spec being written.</summary>
    [CascadingParameter]
    public required SpecDraft Draft { get; set; }

    /// <summary>Called after the draft changed.</summary>
    [CascadingParameter(Name = "Changed")]
    public EventCallback Changed { get; set; }

    // The two kinds that are table rules under another name.
    private string Chosen => ChosenOf(Draft);

    /// <summary>Name of a draft's rule.</summary>
    internal static string ChosenOf(SpecDraft draft) =>
        draft.GetText(StrategyPaths.Kind) is ("buyAndHold" or "smaCross") and var kind ? kind : draft.GetText(StrategyPaths.Name);

    private IEnumerable<(string, string)> Choices =>
        [
            .. Description is null && Chosen.Length > 0 ? [(Chosen, SpecsText.FormatNotKnown(Chosen))] : Array.Empty<(string, string)>(),
            .. NamedStrategies.All.Select(d => (d.Name, d.Title)),
        ];

    private static string? HeadingOf(string name) => NamedStrategies.Find(name) is { } rule ? Heading(rule.Group) : null;

    private StrategyDescription? Description => NamedStrategies.Find(Chosen);

    private IEnumerable<ParameterField> Fields =>
        Draft.GetText(StrategyPaths.Kind) switch
        {
            "buyAndHold" => [],
            "smaCross" =>
            [
                new("strategy.fastBars", SpecsText.FastAverage, "number", SpecsText.UnitBars, null, "10", null, false),
                new("strategy.slowBars", SpecsText.SlowAverage, "number", SpecsText.UnitBars, null, "30", null, false),
            ],
            _ => (Description?.Parameters ?? []).Select(ParameterField.Of),
        };

    // Names of parameters stand in it as code.
    private static string Plain(StrategyDescription rule) => rule.Rule.Replace("`", "", StringComparison.Ordinal);

    private bool IsOfNoField(SpecError error) =>
        error.Path == StrategyPaths.Parameters
        || (error.Path.StartsWith(StrategyPaths.Parameters + ".", StringComparison.Ordinal) && !Fields.Any(f => f.Path == error.Path));

    /// <summary>A group's heading.</summary>
    internal static string Heading(StrategyGroup group) =>
        group switch
        {
            StrategyGroup.TrendFollowing => SpecsText.TrendFollowing,
            StrategyGroup.MeanReversion => SpecsText.MeanReversion,
            StrategyGroup.Forecasts => SpecsText.FollowingForecasts,
            StrategyGroup.ReferenceCases => SpecsText.RulesOfTheReferenceCases,
            _ => group.ToString(),
        };

    // What was written for another rule waits for its return.
    private Task ChooseAsync(string name)
    {
        if (name != Chosen)
            Draft.Exchange("strategy", Chosen, name, () => Json(name));
        return Changed.InvokeAsync();
    }

    /// <summary>The strategy's part of a spec for a rule with its defaults.</summary>
    internal static JsonObject Json(string name)
    {
        if (name == "buyAndHold")
            return new JsonObject { ["kind"] = "buyAndHold" };
        var parameters = (NamedStrategies.Find(name)?.Parameters ?? []).Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Default));
        return new JsonObject
        {
            ["kind"] = "named",
            ["name"] = name,
            ["parameters"] = new JsonObject(parameters),
        };
    }
}
