using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.AgentComparisons;
using Simulator.Errors;
using Simulator.Learners;
using Simulator.Runs;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Agents;

/// <summary>What stands in the form of a comparison of agents, as it stands in the page's address.</summary>
/// <param name="Series">The series that is traded.</param>
/// <param name="Forecaster">Kind of the forecaster whose forecasts the agents see; empty for none.</param>
/// <param name="Agents">Kinds of agents, each with its usual parameters, or <see cref="Own"/>.</param>
/// <param name="Seeds">Seeds, as typed.</param>
public sealed record AgentsDraft(string Series, string Forecaster, IReadOnlyList<string> Agents, string Seeds)
{
    /// <summary>The agent of <see cref="Base"/> with its own parameters.</summary>
    public const string Own = "own";

    /// <summary>Seeds before any are typed.</summary>
    public const string UsualSeeds = "5";

    private const int MostSeeds = 20;
    private const long FirstSeed = 1719;

    /// <summary>
    /// The simulation whose data, split, features, forecaster and costs are taken; null for the series with usual ones.
    /// </summary>
    public SimulationSpec? Base { get; init; }

    /// <summary>What is wrong with the seeds; null where nothing is.</summary>
    public string? SeedsError => CountOfSeeds is null ? AgentsText.SeedsError : null;

    private int? CountOfSeeds =>
        int.TryParse(Seeds, NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) && seeds is >= 1 and <= MostSeeds
            ? seeds
            : null;

    /// <summary>The agents to choose from: that of the simulation, and every kind.</summary>
    public static IReadOnlyList<(string Value, string Words)> Choices(SimulationSpec? of) =>
        [
            .. of?.Strategy is AgentStrategySpec { Agent: var own }
                ? [(Own, AgentsText.FormatOwnAgent(LearnerTable.Of(own).ShortTitle))]
                : Array.Empty<(string, string)>(),
            .. LearnerTable.Agents.Select(a => (a.Name, a.Title)),
        ];

    /// <summary>Forecasters that can run with their defaults: a table of one's own forecasts has none.</summary>
    public static IReadOnlyList<(string Value, string Words)> Forecasters =>
        [
            ("", AgentsText.NoForecasts),
            .. LearnerTable.Forecasters.Where(f => !f.Faults(f.DefaultSpec).Any()).Select(f => (f.Name, f.Title)),
        ];

    /// <summary>The form before anything is chosen.</summary>
    public static AgentsDraft Usual(string series, SimulationSpec? of) =>
        new(series, "", [.. Choices(of).Select(c => c.Value)], UsualSeeds) { Base = of };

    /// <summary>The form that asks for a request, as far as it can.</summary>
    public static AgentsDraft Of(AgentComparisonRequest request) =>
        new(
            request.Data.Target,
            request.Spec.Forecaster is { } forecaster ? LearnerTable.Of(forecaster).Name : "",
            [.. request.Agents.Values.Select(a => LearnerTable.Of(a).Name).Distinct()],
            request.Seeds.ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>The request; null with a sentence where it cannot be made.</summary>
    public (AgentComparisonRequest? Request, string? Error) Read(ISeriesLibrary series)
    {
        if (Base is null && Series.Length == 0)
            return (null, AgentsText.ChooseSeries);
        if (Agents.Count == 0)
            return (null, AgentsText.ChooseAgents);
        if (CountOfSeeds is not { } seeds)
            return (null, null); // said at the field
        var parse = new AgentComparisonKind().Parse(Json(seeds).ToJsonString());
        IReadOnlyList<SpecError> errors = parse.Request is { } sound ? sound.Check(series) : parse.Errors;
        return errors.Count == 0
            ? ((AgentComparisonRequest)parse.Request!, null)
            : (null, string.Join(' ', errors.Take(3).Select(e => e.ToString())));
    }

    private JsonObject Json(int seeds)
    {
        var agents = new JsonObject();
        foreach (var kind in Agents)
        {
            if (kind == Own && Base?.Strategy is AgentStrategySpec { Agent: var own })
                agents[AgentsText.FormatOwnAgent(LearnerTable.Of(own).ShortTitle)] = Node(Base)["strategy"]!["agent"]!.DeepClone();
            else
                agents[LearnerTable.Find(LearnerRole.Agent, kind)?.ShortTitle ?? kind] = new JsonObject { ["kind"] = kind };
        }
        return new JsonObject
        {
            ["spec"] = Spec(),
            ["agents"] = agents,
            ["seeds"] = seeds,
        };
    }

    private JsonObject Spec()
    {
        if (Base is not null)
        {
            var spec = Node(Base with { Name = "" });
            spec.Remove("strategy");
            return spec;
        }
        return new JsonObject
        {
            ["version"] = 1,
            ["seed"] = FirstSeed,
            ["data"] = new JsonObject { ["target"] = Series },
            ["features"] = new JsonArray(
                new JsonObject { ["kind"] = "returns", ["lagsBars"] = new JsonArray(1, 5, 20) },
                Indicator("macd"),
                Indicator("rsi"),
                Indicator("atr"),
                Indicator("momentum")
            ),
            ["forecaster"] = Forecaster.Length == 0 ? null : new JsonObject { ["kind"] = Forecaster },
        };
    }

    private static JsonObject Node(SimulationSpec spec) => JsonNode.Parse(SpecJson.Write(spec))!.AsObject();

    private static JsonObject Indicator(string name) => new() { ["kind"] = "indicator", ["name"] = name };
}
