using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Errors;
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
    /// <summary>Most forecasters, targets and seeds.</summary>
    public const int Most = 100;

    private const int MostForecasts = 5_000;
    private const int LongestName = 60;
    private const int UsualSeeds = 5;
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
    public static JobParse Parse(string json)
    {
        var root = SpecJson.Document(json, out var fault);
        if (fault is { } broken)
            return new JobParse(null, [broken]);
        if (root is not JsonObject members)
            return new JobParse(null, [new SpecError("", "a leaderboard is a JSON object with spec, targets and forecasters")]);
        var errors = new List<SpecError>();
        foreach (var (name, _) in members.Where(m => !s_members.Contains(m.Key)))
            errors.Add(new SpecError(name, $"there is no such member{Suggestion.Hint(name, s_members)}"));
        var spec = Spec(members["spec"], errors);
        var forecasters = spec is null ? [] : Forecasters(members["forecasters"], spec, errors);
        var targets = Targets(members["targets"], spec, errors);
        var seeds = Seeds(members["seeds"], errors);
        var against = Against(members["against"], forecasters, errors);
        if (errors.Count > 0)
            return new JobParse(null, DocumentBounds.First(errors));
        var request = new LeaderboardRequest(spec!, targets, forecasters, seeds, against);
        return request.Count <= MostForecasts
            ? new JobParse(request, [])
            : new JobParse(
                null,
                [
                    new SpecError(
                        "",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"that is {request.Count:N0} forecasts, the limit is {MostForecasts:N0}; take fewer series or seeds"
                        )
                    ),
                ]
            );
    }

    private static SimulationSpec? Spec(JsonNode? node, List<SpecError> errors)
    {
        if (node is not JsonObject spec)
        {
            errors.Add(new SpecError("spec", "is needed: data, split and features, as for a simulation"));
            return null;
        }
        foreach (var member in s_notOfTheSpec.Where(spec.ContainsKey))
            errors.Add(
                new SpecError($"spec.{member}", "a leaderboard forecasts and does not trade; leave it out (forecasters stand beside)")
            );
        var parse = Parse(spec, null);
        errors.AddRange(parse.Errors.Select(e => new SpecError(e.Path.Length == 0 ? "spec" : $"spec.{e.Path}", e.Message)));
        return parse.Spec;
    }

    // A forecaster is read as part of the spec that it will run in, so what is wrong with it is said as there.
    private static SortedDictionary<string, ForecasterSpec> Forecasters(JsonNode? node, SimulationSpec spec, List<SpecError> errors)
    {
        var found = new SortedDictionary<string, ForecasterSpec>(StringComparer.Ordinal);
        if (node is not JsonObject { Count: > 0 and <= Most } named)
        {
            errors.Add(new SpecError("forecasters", "is needed: 1 to 100 forecasters by name, such as { \"A\": { \"kind\": \"garch\" } }"));
            return found;
        }
        var around = JsonNode.Parse(SpecJson.Write(spec))!.AsObject();
        foreach (var (name, forecaster) in named)
        {
            if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
                errors.Add(new SpecError("forecasters", $"a name has 1 to {LongestName} characters, was '{name}'"));
            else if (forecaster is null)
                errors.Add(new SpecError($"forecasters.{name}", "is no forecaster"));
            else if (Parse(around, forecaster) is { Spec.Forecaster: { } read })
                found[name] = read;
            else
                errors.AddRange(
                    Parse(around, forecaster)
                        .Errors.Select(e => new SpecError(
                            e.Path.StartsWith("forecaster", StringComparison.Ordinal)
                                ? $"forecasters.{name}{e.Path["forecaster".Length..]}"
                                : $"forecasters.{name}",
                            e.Message
                        ))
                );
        }
        return found;
    }

    private static SpecParse Parse(JsonObject spec, JsonNode? forecaster)
    {
        var whole = spec.DeepClone().AsObject();
        whole["strategy"] = new JsonObject { ["kind"] = "buyAndHold" };
        whole["forecaster"] = forecaster?.DeepClone();
        return SpecJson.Parse(whole);
    }

    private static string[] Targets(JsonNode? node, SimulationSpec? spec, List<SpecError> errors)
    {
        string[] series = spec is null ? [] : [spec.Data.Target, .. spec.Data.Related];
        if (node is null)
            return series.Length == 0 ? [] : [series[0]];
        if (
            node is not JsonArray { Count: > 0 and <= Most } list
            || list.Any(t => t?.GetValueKind() != JsonValueKind.String)
            || list.Select(t => t!.ToString()).Distinct(StringComparer.Ordinal).Count() != list.Count
        )
        {
            errors.Add(new SpecError("targets", "must be a list of 1 to 100 different series"));
            return [];
        }
        string[] targets = [.. list.Select(t => t!.ToString())];
        foreach (var unknown in targets.Where(t => spec is not null && !series.Contains(t, StringComparer.Ordinal)))
            errors.Add(
                new SpecError(
                    "targets",
                    $"'{unknown}' is not among the spec's series{Suggestion.Hint(unknown, series)}; add it to data.related"
                )
            );
        return targets;
    }

    private static int Seeds(JsonNode? node, List<SpecError> errors)
    {
        if (node is null)
            return UsualSeeds;
        if (node is JsonValue value && value.TryGetValue(out int seeds) && seeds is >= 1 and <= Most)
            return seeds;
        errors.Add(new SpecError("seeds", string.Create(CultureInfo.InvariantCulture, $"must be a whole number from 1 to {Most}")));
        return UsualSeeds;
    }

    private static string Against(JsonNode? node, SortedDictionary<string, ForecasterSpec> forecasters, List<SpecError> errors)
    {
        var usual =
            forecasters.FirstOrDefault(f => LearnerTable.Of(f.Value).Name == "garch").Key ?? forecasters.Keys.FirstOrDefault() ?? "";
        if (node is null)
            return usual;
        if (node is JsonValue value && value.TryGetValue(out string? name) && forecasters.ContainsKey(name))
            return name;
        errors.Add(
            new SpecError("against", $"must be the name of one of the forecasters{Suggestion.Hint(node.ToString(), forecasters.Keys)}")
        );
        return usual;
    }
}
