using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Backtesting;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Robustness.Sweeps;
using Simulator.Runs;
using Simulator.Text;

namespace Simulator.Searches;

/// <summary>
/// Reads a request for a search as other programs write it: <c>spec</c> as for a simulation, <c>values</c> of the parameters that vary,
/// <c>where</c>, <c>rankBy</c> and the numbers of the <c>method</c>. Everything that is wrong is said at once, each with its path.
/// </summary>
internal static class SearchRequestJson
{
    private const int MostConstraints = 100;

    private static readonly string[] s_members = ["spec", "values", "where", "rankBy", "method"];

    /// <summary>Reads a request by one method.</summary>
    public static JobParse Parse(string json, string method)
    {
        var root = SpecJson.Document(json, out var fault);
        if (fault is { } broken)
            return new JobParse(null, [broken]);
        if (root is not JsonObject members)
            return Refused("", "a search is a JSON object with spec, values and method");
        var errors = new List<SpecError>();
        foreach (var (name, _) in members.Where(m => !s_members.Contains(m.Key)))
            errors.Add(new SpecError(name, $"there is no such member{Suggestion.Hint(name, s_members)}"));
        var spec = Spec(members["spec"], errors);
        var values = spec is null ? null : Values(members["values"], spec.Strategy, errors);
        var where = Where(members["where"], errors);
        var rank = Rank(members["rankBy"], errors);
        var how = Method(members["method"], method, errors);
        return errors.Count > 0
            ? new JobParse(null, DocumentBounds.First(errors))
            : new JobParse(new SearchRequest(spec!, values!, where, rank, how!), []);
    }

    private static SimulationSpec? Spec(JsonNode? node, List<SpecError> errors)
    {
        if (node is null)
        {
            errors.Add(new SpecError("spec", "is needed: market, costs and the rule, as for a simulation"));
            return null;
        }
        var parse = SpecJson.Parse(node);
        errors.AddRange(parse.Errors.Select(e => new SpecError(e.Path.Length == 0 ? "spec" : $"spec.{e.Path}", e.Message)));
        return parse.Spec;
    }

    // What is not given keeps the rule's usual value, written out.
    private static Dictionary<string, string>? Values(JsonNode? node, StrategySpec strategy, List<SpecError> errors)
    {
        var values = SearchRequest.ParametersOf(strategy).ToDictionary(p => p.Key, p => p.Value);
        if (values.Count == 0)
        {
            errors.Add(new SpecError("spec.strategy", "has no parameters to vary: only rules can be searched"));
            return null;
        }
        if (node is not JsonObject given)
        {
            errors.Add(new SpecError("values", "is needed: an object such as { \"fast\": \"5:30:5\" }"));
            return null;
        }
        foreach (var (name, value) in given)
        {
            if (!values.ContainsKey(name))
                errors.Add(new SpecError($"values.{name}", $"the rule has no such parameter{Suggestion.Hint(name, values.Keys)}"));
            else if (value is not JsonValue text || text.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number))
                errors.Add(new SpecError($"values.{name}", "must be one value, from:to:step, or a list such as 5,10,20"));
            else
                values[name] = text.ToString();
        }
        return values;
    }

    private static IReadOnlyList<string> Where(JsonNode? node, List<SpecError> errors)
    {
        if (node is null)
            return [];
        if (node is JsonArray { Count: > MostConstraints } many)
        {
            errors.Add(
                new SpecError("where", FormattableString.Invariant($"has {many.Count} entries; at most {MostConstraints} are read"))
            );
            return [];
        }
        if (node is JsonArray list && list.All(v => v?.GetValueKind() == JsonValueKind.String))
            return [.. list.Select(v => v!.ToString())];
        errors.Add(new SpecError("where", "must be a list of texts such as [\"fast<slow\"]"));
        return [];
    }

    private static string Rank(JsonNode? node, List<SpecError> errors)
    {
        if (node is not null && node.GetValueKind() != JsonValueKind.String)
        {
            errors.Add(new SpecError("rankBy", $"must be a text such as \"sharpe\", was {Shortened(node.ToJsonString())}"));
            return "sharpe";
        }
        var rank = node?.ToString() ?? "sharpe";
        try
        {
            _ = new Ranking(rank);
        }
        catch (ArgumentException e)
        {
            errors.Add(new SpecError("rankBy", e.Message));
        }
        return rank;
    }

    private static SearchMethod? Method(JsonNode? node, string word, List<SpecError> errors)
    {
        var members = node as JsonObject ?? [];
        if (members["kind"] is { } kind && kind.ToString() != word)
        {
            errors.Add(new SpecError("method.kind", $"this is a {word}, was '{Shortened(kind.ToString())}'"));
            return null;
        }
        members["kind"] = word;
        try
        {
            return members.Deserialize<SearchMethod>(s_strict);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            errors.Add(new SpecError("method", FirstSentence(e.Message)));
            return null;
        }
    }

    private static readonly JsonSerializerOptions s_strict = new(PipelineJson.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..57] + "…";

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }

    private static JobParse Refused(string path, string message) => new(null, [new SpecError(path, message)]);
}
