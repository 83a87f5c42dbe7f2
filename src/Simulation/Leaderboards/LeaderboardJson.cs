using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Runs;
using Simulator.Text;

namespace Simulator.Leaderboards;

/// <summary>
/// Reads a request for a leaderboard: <c>spec</c> as for a simulation without forecaster and strategy, <c>targets</c>, <c>forecasters</c>
/// by name, <c>seeds</c>, <c>against</c>. Everything that is wrong is said at once, each with its path.
/// </summary>
internal static class LeaderboardJson
{
    private const int MostForecasts = 5_000;
    private static readonly string[] s_members = ["spec", "targets", "forecasters", "seeds", "against"];
    private static readonly string[] s_notOfTheSpec = ["forecaster", "strategy"];

    /// <summary>The request with everything written out.</summary>
    public static string Write(LeaderboardRequest request)
    {
        var spec = JsonNode.Parse(SpecJson.Write(request.Spec))!.AsObject();
        foreach (var member in s_notOfTheSpec)
            spec.Remove(member);
        return new JsonObject
        {
            ["spec"] = spec,
            ["targets"] = JsonSerializer.SerializeToNode(request.Targets),
            ["forecasters"] = JsonSerializer.SerializeToNode(request.Forecasters, SpecJson.Options),
            ["seeds"] = request.Seeds,
            ["against"] = request.Against,
        }.ToJsonString();
    }

    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static JobParse Parse(string json) =>
        RequestReader.Parse(json, "a leaderboard is a JSON object with spec, targets and forecasters", s_members, Read);

    private static LeaderboardRequest? Read(RequestReader reader)
    {
        var spec = reader.Spec(
            "data, split and features",
            [.. s_notOfTheSpec.Select(m => (m, "a leaderboard forecasts and does not trade; leave it out (forecasters stand beside)"))]
        );
        var forecasters = spec is null
            ? []
            : reader.Learners(
                "forecasters",
                "is needed: 1 to 100 forecasters by name, such as { \"A\": { \"kind\": \"garch\" } }",
                "forecaster",
                (whole, forecaster) => whole["forecaster"] = forecaster,
                s => s.Forecaster,
                spec
            );
        var targets = Targets(reader, spec);
        var seeds = reader.Seeds();
        var against = Against(reader, forecasters);
        if (reader.HasErrors)
            return null;
        var request = new LeaderboardRequest(spec!, targets, forecasters, seeds, against);
        if (request.Count <= MostForecasts)
            return request;
        reader.Add(
            "",
            string.Create(
                CultureInfo.InvariantCulture,
                $"that is {request.Count:N0} forecasts, the limit is {MostForecasts:N0}; take fewer series or seeds"
            )
        );
        return null;
    }

    private static string[] Targets(RequestReader reader, SimulationSpec? spec)
    {
        var node = reader["targets"];
        string[] series = spec is null ? [] : [spec.Data.Target, .. spec.Data.Related];
        if (node is null)
            return series.Length == 0 ? [] : [series[0]];
        if (
            node is not JsonArray { Count: > 0 and <= RequestReader.Most } list
            || list.Any(t => t?.GetValueKind() != JsonValueKind.String)
            || list.Select(t => t!.ToString()).Distinct(StringComparer.Ordinal).Count() != list.Count
        )
        {
            reader.Add("targets", "must be a list of 1 to 100 different series");
            return [];
        }
        string[] targets = [.. list.Select(t => t!.ToString())];
        foreach (var unknown in targets.Where(t => spec is not null && !series.Contains(t, StringComparer.Ordinal)))
            reader.Add("targets", $"'{unknown}' is not among the spec's series{Suggestion.Hint(unknown, series)}; add it to data.related");
        return targets;
    }

    private static string Against(RequestReader reader, SortedDictionary<string, ForecasterSpec> forecasters)
    {
        var node = reader["against"];
        var usual =
            forecasters.FirstOrDefault(f => LearnerTable.Of(f.Value).Name == "garch").Key ?? forecasters.Keys.FirstOrDefault() ?? "";
        if (node is null)
            return usual;
        if (node is JsonValue value && value.TryGetValue(out string? name) && forecasters.ContainsKey(name))
            return name;
        reader.Add("against", $"must be the name of one of the forecasters{Suggestion.Hint(node.ToString(), forecasters.Keys)}");
        return usual;
    }
}
