using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Jobs;
using Simulator.Leaderboards;
using Simulator.Learners;
using Simulator.Runs;

namespace Simulator.AgentComparisons;

/// <summary>
/// Reads a request for a comparison of agents: <c>spec</c> as for a simulation without strategy, <c>agents</c> by name, <c>seeds</c>.
/// Everything that is wrong is said at once, each with its path.
/// </summary>
internal static class AgentComparisonJson
{
    /// <summary>Most agents times seeds: each is a run whose account is held.</summary>
    public const int MostRuns = 500;

    private const string Form = "a comparison of agents is a JSON object with spec and agents";
    private const string Needed = "is needed: 1 to 100 agents by name, such as { \"A\": { \"kind\": \"ppo\" } }";
    private const string Beside = "the agents stand beside the spec, under agents; leave it out";
    private static readonly string[] s_members = ["spec", "agents", "seeds"];

    /// <summary>The request with everything written out.</summary>
    public static string Write(AgentComparisonRequest request)
    {
        var spec = JsonNode.Parse(SpecJson.Write(request.Spec))!.AsObject();
        spec.Remove("strategy");
        return new JsonObject
        {
            ["spec"] = spec,
            ["agents"] = JsonSerializer.SerializeToNode(request.Agents, SpecJson.Options),
            ["seeds"] = request.Seeds,
        }.ToJsonString();
    }

    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static JobParse Parse(string json) => RequestReader.Parse(json, Form, s_members, Read);

    private static AgentComparisonRequest? Read(RequestReader reader)
    {
        var spec = reader.Spec("data, split, features and costs", ("strategy", Beside));
        var agents = spec is null ? [] : reader.Learners("agents", Needed, "strategy.agent", Put, Agent, spec);
        var seeds = reader.Seeds();
        if (reader.HasErrors)
            return null;
        var request = new AgentComparisonRequest(spec!, agents, seeds);
        if (request.Count <= MostRuns)
            return request;
        reader.Add(
            "seeds",
            string.Create(
                CultureInfo.InvariantCulture,
                $"that is {request.Count:N0} runs, the limit is {MostRuns:N0}; take fewer agents or seeds"
            )
        );
        return null;
    }

    private static void Put(JsonObject spec, JsonNode agent) => spec["strategy"] = new JsonObject { ["kind"] = "agent", ["agent"] = agent };

    private static AgentSpec? Agent(SimulationSpec spec) => (spec.Strategy as AgentStrategySpec)?.Agent;
}
