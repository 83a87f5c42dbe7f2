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
    private string Chosen =>
        Draft.GetText(StrategyPaths.Kind) is var kind && kind is "buyAndHold" or "smaCross" ? kind : Draft.GetText(StrategyPaths.Name);

    private StrategyDescription? Description => NamedStrategies.Find(Chosen);

    private IEnumerable<ParameterField> Fields =>
        Draft.GetText(StrategyPaths.Kind) switch
        {
            "buyAndHold" => [],
            "smaCross" =>
            [
                new("strategy.fastBars", "Fast average", "number", "bars", null, "10", null, false),
                new("strategy.slowBars", "Slow average", "number", "bars", null, "30", null, false),
            ],
            _ => (Description?.Parameters ?? []).Select(ParameterField.Of),
        };

    private bool IsOfNoField(SpecError error) =>
        error.Path == StrategyPaths.Parameters
        || (error.Path.StartsWith(StrategyPaths.Parameters + ".", StringComparison.Ordinal) && !Fields.Any(f => f.Path == error.Path));

    private static string Heading(StrategyGroup group) =>
        group switch
        {
            StrategyGroup.TrendFollowing => "Trend following",
            StrategyGroup.MeanReversion => "Mean reversion",
            StrategyGroup.Forecasts => "Following forecasts",
            StrategyGroup.ReferenceCases => "Rules of the reference cases",
            _ => group.ToString(),
        };

    private Task ChooseAsync(ChangeEventArgs e)
    {
        var name = (string)e.Value!;
        Draft.Set("strategy", Json(name));
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
