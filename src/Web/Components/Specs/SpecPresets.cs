using System.Text.Json.Nodes;
using Simulator.Learning.Pipeline;
using Simulator.Learning.Specs;
using Simulator.Specs;

namespace Simulator.Web.Components.Specs;

/// <summary>Specs to begin with.</summary>
public static class SpecPresets
{
    /// <summary>Every preset: key for the address, words for the button.</summary>
    public static IReadOnlyList<(string Key, string Words)> All { get; } =
    [
        ("buyAndHold", "Buy and hold"),
        ("smaCross", "Moving averages cross"),
        ("ganPpo", "GAN forecasts → PPO agent"),
    ];

    /// <summary>Rules to begin one's own with.</summary>
    public static JsonObject FirstRules() => new()
    {
        ["kind"] = "rules",
        ["rules"] = new JsonObject
        {
            ["version"] = 1,
            ["parameters"] = new JsonObject { ["fast"] = 10, ["slow"] = 30 },
            ["entryLong"] = "crossesAbove(sma(fast), sma(slow))",
            ["exitLong"] = "crossesBelow(sma(fast), sma(slow))",
            ["stopLoss"] = "orderPrice - side * 3 * atr(14)",
            ["size"] = "100%",
        },
    };

    /// <summary>The spec of a preset on a target.</summary>
    public static SimulationSpec Make(string? key, string target, IReadOnlyList<string> related) => key switch
    {
        "smaCross" => new SimulationSpec { Data = new DataSpec { Target = target }, Strategy = new SmaCrossStrategySpec() },
        "ganPpo" => new SimulationSpec
        {
            Data = new DataSpec { Target = target, Related = related },
            Features = [.. DemoSimulation.Spec.Features.Where(f => f is not RelatedReturnsFeatureSpec || related.Count > 0)],
            Forecaster = new GanForecasterSpec(),
            Strategy = new AgentStrategySpec { Agent = new PpoAgentSpec() },
        },
        _ => new SimulationSpec { Data = new DataSpec { Target = target }, Strategy = new BuyAndHoldStrategySpec() },
    };
}
