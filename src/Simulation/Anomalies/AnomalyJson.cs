using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Text;

namespace Simulator.Anomalies;

/// <summary>
/// Reads a request to look for unusual rows: <c>series</c>, or <c>table</c> with <c>name</c> and <c>packed</c>; <c>columns</c> and
/// <c>time</c> of a table, <c>rate</c>, <c>seed</c>. Everything that is wrong is said at once, each with its path.
/// </summary>
internal static class AnomalyJson
{
    /// <summary>What is said of a table that cannot be unpacked.</summary>
    public const string NotPacked = "packed must be the file's bytes, compressed by gzip, as base64; at most 16 MiB come out of it";

    private const double LargestRate = 0.2;
    private const int MostColumns = 200;
    private const int LongestName = 200;
    private static readonly string[] s_members = ["series", "table", "columns", "time", "rate", "seed"];
    private static readonly string[] s_ofTable = ["name", "packed"];
    private static readonly AnomalyOptions s_usual = new();

    /// <summary>The request with everything written out.</summary>
    public static string Write(AnomalyRequest request)
    {
        var members = new JsonObject();
        if (request.Series is not null)
            members["series"] = request.Series;
        if (request.Table is { } table)
            members["table"] = new JsonObject { ["name"] = table.Name, ["packed"] = table.Packed };
        if (request.Columns is not null)
            members["columns"] = JsonSerializer.SerializeToNode(request.Columns);
        if (request.Time is not null)
            members["time"] = request.Time;
        members["rate"] = request.Rate;
        members["seed"] = request.Seed;
        return members.ToJsonString();
    }

    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static JobParse Parse(string json)
    {
        var root = SpecJson.Document(json, out var fault);
        if (fault is { } broken)
            return new JobParse(null, [broken]);
        if (root is not JsonObject members)
            return new JobParse(null, [new SpecError("", "a look for unusual rows is a JSON object with series or table")]);
        var errors = new List<SpecError>();
        AddUnknown(members, s_members, "", errors);
        var series = Text(members["series"], "series", errors);
        var table = Table(members["table"], errors);
        if (members["series"] is null == members["table"] is null)
            errors.Add(new SpecError("", "needs either series, the symbol of a stored series, or table"));
        var columns = Columns(members["columns"], errors);
        var time = Text(members["time"], "time", errors);
        foreach (var name in new[] { "columns", "time" }.Where(n => members["series"] is not null && members[n] is not null))
            errors.Add(new SpecError(name, "belongs to a table; bars have columns of their own"));
        var rate = Rate(members["rate"], errors);
        var seed = Seed(members["seed"], errors);
        return errors.Count > 0
            ? new JobParse(null, DocumentBounds.First(errors))
            : new JobParse(new AnomalyRequest(series, table, columns, time, rate, seed), []);
    }

    private static void AddUnknown(JsonObject members, string[] known, string path, List<SpecError> errors)
    {
        foreach (var (name, _) in members.Where(m => !known.Contains(m.Key)))
            errors.Add(new SpecError(path + name, $"there is no such member{Suggestion.Hint(name, known)}"));
    }

    private static string? Text(JsonNode? node, string path, List<SpecError> errors)
    {
        if (node is null)
            return null;
        if (node is JsonValue value && value.TryGetValue(out string? text) && text.Length is > 0 and <= LongestName)
            return text;
        errors.Add(new SpecError(path, FormattableString.Invariant($"must be a text of 1 to {LongestName} characters")));
        return null;
    }

    private static PackedTable? Table(JsonNode? node, List<SpecError> errors)
    {
        if (node is null)
            return null;
        if (node is not JsonObject members)
        {
            errors.Add(new SpecError("table", "must be an object with name and packed"));
            return null;
        }
        AddUnknown(members, s_ofTable, "table.", errors);
        var name = Text(members["name"], "table.name", errors) ?? "table.csv";
        if (members["packed"] is not JsonValue value || !value.TryGetValue(out string? packed))
        {
            errors.Add(new SpecError("table.packed", NotPacked));
            return null;
        }
        var table = new PackedTable(name, packed);
        if (table.Content() is null)
            errors.Add(new SpecError("table.packed", NotPacked));
        return table;
    }

    private static List<string>? Columns(JsonNode? node, List<SpecError> errors)
    {
        if (node is null)
            return null;
        if (
            node is JsonArray { Count: > 0 and <= MostColumns } list
            && list.All(c => c is JsonValue v && v.TryGetValue(out string? text) && text.Length is > 0 and <= LongestName)
        )
            return [.. list.Select(c => c!.GetValue<string>()).Distinct(StringComparer.Ordinal)];
        errors.Add(new SpecError("columns", FormattableString.Invariant($"must be a list of 1 to {MostColumns} headings")));
        return null;
    }

    private static double Rate(JsonNode? node, List<SpecError> errors)
    {
        if (node is null)
            return s_usual.Rate;
        if (node is JsonValue value && value.TryGetValue(out double rate) && rate is > 0 and <= LargestRate)
            return rate;
        errors.Add(new SpecError("rate", "must be a number above 0 and at most 0.2: the share of ordinary rows that may be reported"));
        return s_usual.Rate;
    }

    private static long Seed(JsonNode? node, List<SpecError> errors)
    {
        if (node is null)
            return s_usual.Seed;
        if (node is JsonValue value && value.TryGetValue(out long seed))
            return seed;
        errors.Add(new SpecError("seed", "must be a whole number"));
        return s_usual.Seed;
    }
}
