using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Text;

namespace Simulator.Checks;

/// <summary>The checks of the agent of a spec, as they are asked for.</summary>
/// <param name="Spec">A spec with an agent.</param>
/// <param name="Markets">Markets of each kind; null for the usual numbers.</param>
public sealed record AgentCheckRequest(SimulationSpec Spec, int? Markets) : IJobRequest
{
    /// <summary>Most markets of each kind.</summary>
    public const int MostMarkets = 100;

    private static readonly string[] s_members = ["spec", "markets"];

    /// <inheritdoc/>
    public string Title =>
        string.Create(CultureInfo.InvariantCulture, $"Check of {LearnerTable.Of(Agent).ShortTitle} on {Spec.Data.Target}");

    /// <inheritdoc/>
    public DataSpec Data => Spec.Data;

    /// <inheritdoc/>
    public string Strategy => StrategyWord.Of(Spec.Strategy);

    /// <inheritdoc/>
    /// <remarks>Nothing is chosen to be traded: the markets are made up, or tomorrow is known.</remarks>
    public string? TrialHash => null;

    /// <inheritdoc/>
    public IReadOnlyList<(JobStage Stage, bool IsPart)> Stages => [(AgentCheckKind.Stage, true)];

    /// <summary>The agent.</summary>
    public AgentSpec Agent => ((AgentStrategySpec)Spec.Strategy).Agent;

    /// <summary>How many trainings that is.</summary>
    public int Trainings => Markets is { } markets ? AgentChecks.TrainingsOf(markets, markets) : AgentChecks.TrainingsOf();

    /// <summary>What the checks leave out of the spec, in a sentence; null for nothing.</summary>
    public string? LeftOut
    {
        get
        {
            string[] parts =
            [
                .. Spec.Forecaster is null ? Array.Empty<string>() : ["the forecaster"],
                .. Spec.Features.Any(f => f is FittedFeatureSpec) ? ["learned features"] : Array.Empty<string>(),
            ];
            return parts.Length == 0 ? null : $"{string.Join(" and ", parts)} left out: the checks are of the agent";
        }
    }

    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static JobParse Parse(string json)
    {
        var root = SpecJson.Document(json, out var fault);
        if (fault is { } broken)
            return new JobParse(null, [broken]);
        if (root is not JsonObject members)
            return new JobParse(null, [new SpecError("", "a check of an agent is a JSON object with spec")]);
        List<SpecError> errors =
        [
            .. members
                .Where(m => !s_members.Contains(m.Key))
                .Select(m => new SpecError(m.Key, $"there is no such member{Suggestion.Hint(m.Key, s_members)}")),
        ];
        int? markets = null;
        if (members["markets"] is { } given)
        {
            if (given is JsonValue value && value.TryGetValue(out int count) && count is >= 1 and <= MostMarkets)
                markets = count;
            else
                errors.Add(
                    new SpecError(
                        "markets",
                        string.Create(CultureInfo.InvariantCulture, $"must be a whole number from 1 to {MostMarkets}, or left out")
                    )
                );
        }
        var parse = members["spec"] is JsonObject spec
            ? SpecJson.Parse(spec.DeepClone().AsObject())
            : new SpecParse(null, [new SpecError("", "is needed: the spec of a simulation whose strategy is an agent")]);
        errors.AddRange(parse.Errors.Select(e => new SpecError(e.Path.Length == 0 ? "spec" : $"spec.{e.Path}", e.Message)));
        if (parse.Spec is { Strategy: not AgentStrategySpec })
            errors.Add(new SpecError("spec.strategy", "has no agent to check: give it the kind 'agent'"));
        return errors.Count > 0
            ? new JobParse(null, DocumentBounds.First(errors))
            : new JobParse(new AgentCheckRequest(parse.Spec!, markets), []);
    }

    /// <inheritdoc/>
    public string ToJson()
    {
        var json = new JsonObject { ["spec"] = JsonNode.Parse(SpecJson.Write(Spec)) };
        if (Markets is { } markets)
            json["markets"] = JsonSerializer.SerializeToNode(markets);
        return json.ToJsonString();
    }

    /// <inheritdoc/>
    public IReadOnlyList<SpecError> Check(ISeriesSource series) => SpecChecks.AgainstData(Spec, series);

    /// <inheritdoc/>
    public JobEstimate Estimate(Func<string, int> barsOf)
    {
        var bare = Spec with { Forecaster = null, Features = [.. Spec.Features.Where(f => f is not FittedFeatureSpec)] };
        var one = SimulationEstimate.Of(bare, barsOf);
        return one with { Seconds = one.Seconds * Trainings };
    }
}
