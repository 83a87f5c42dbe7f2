using System.Text.Json.Nodes;
using Simulator.Learners;

namespace Simulator.Tests.Learners;

/// <summary>Specs of simulations that use a learner.</summary>
public static class ContractSpecs
{
    /// <summary>A spec, as JSON, whose learner of this row has its defaults.</summary>
    public static JsonObject Json(LearnerDescription row)
    {
        var part = new JsonObject { ["kind"] = row.Name };
        var features = new JsonArray(new JsonObject { ["kind"] = "returns", ["lagsBars"] = new JsonArray(1, 5) });
        var spec = new JsonObject
        {
            ["version"] = 1,
            ["seed"] = 7,
            ["data"] = new JsonObject { ["target"] = "SYN" },
            ["features"] = features,
            ["strategy"] = new JsonObject { ["kind"] = "buyAndHold" },
        };
        switch (row.Role)
        {
            case LearnerRole.Forecaster:
                spec["forecaster"] = part;
                spec["strategy"] = new JsonObject { ["kind"] = "named", ["name"] = "forecastFollowing" };
                break;
            case LearnerRole.Agent:
                spec["strategy"] = new JsonObject { ["kind"] = "agent", ["agent"] = part };
                break;
            default:
                features.Add(part);
                break;
        }
        return spec;
    }

    /// <summary>The learner's part of such a spec.</summary>
    public static JsonObject Part(JsonObject spec, LearnerDescription row) =>
        row.Role switch
        {
            LearnerRole.Forecaster => (JsonObject)spec["forecaster"]!,
            LearnerRole.Agent => (JsonObject)spec["strategy"]!["agent"]!,
            _ => (JsonObject)spec["features"]![1]!,
        };

    /// <summary>Where that part stands.</summary>
    public static string Path(LearnerDescription row) =>
        row.Role switch
        {
            LearnerRole.Forecaster => "forecaster",
            LearnerRole.Agent => "strategy.agent",
            _ => "features[1]",
        };
}
