using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Text;

namespace Simulator.MarketPaths;

/// <summary>
/// Reads a request for paths: <c>series</c>, <c>generator</c>, <c>paths</c>, <c>bars</c>, <c>seed</c>, <c>from</c>, <c>until</c>.
/// Everything that is wrong is said at once, each with its path.
/// </summary>
internal static class PathsJson
{
    private const int UsualPaths = 10;
    private const int UsualSeed = 1;
    private const string UsualGenerator = "filtered";
    private static readonly string[] s_members = ["series", "generator", "paths", "bars", "seed", "from", "until"];

    /// <summary>The request with everything written out.</summary>
    public static string Write(PathsRequest request)
    {
        var members = new JsonObject
        {
            ["series"] = request.Series,
            ["generator"] = request.Generator,
            ["paths"] = request.Paths,
        };
        if (request.Bars is { } bars)
            members["bars"] = bars;
        members["seed"] = request.Seed;
        if (request.From is { } from)
            members["from"] = Day(from);
        if (request.Until is { } until)
            members["until"] = Day(until);
        return members.ToJsonString();
    }

    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static JobParse Parse(string json)
    {
        var root = SpecJson.Document(json, out var fault);
        if (fault is { } broken)
            return new JobParse(null, [broken]);
        if (root is not JsonObject members)
            return new JobParse(null, [new SpecError("", "a request for paths is a JSON object with series")]);
        var errors = new List<SpecError>();
        foreach (var (name, _) in members.Where(m => !s_members.Contains(m.Key)))
            errors.Add(new SpecError(name, $"there is no such member{Suggestion.Hint(name, s_members)}"));
        var request = new PathsRequest(
            Series(members["series"], errors),
            Generator(members["generator"], errors),
            Whole(members["paths"], "paths", errors) ?? UsualPaths,
            Whole(members["bars"], "bars", errors),
            Seed(members["seed"], errors),
            Day(members["from"], "from", errors),
            Day(members["until"], "until", errors)
        );
        if (request.From > request.Until)
            errors.Add(new SpecError("until", "lies before from; the first day to learn from comes first"));
        return errors.Count > 0 ? new JobParse(null, DocumentBounds.First(errors)) : new JobParse(request, []);
    }

    private static string Series(JsonNode? node, List<SpecError> errors)
    {
        if (node is JsonValue value && value.TryGetValue(out string? symbol) && symbol.Length > 0)
            return symbol;
        errors.Add(new SpecError("series", "must be the symbol of a stored series"));
        return "";
    }

    private static string Generator(JsonNode? node, List<SpecError> errors)
    {
        if (node is null)
            return UsualGenerator;
        var names = UsualPathTools.Tools.Generators;
        var name = node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        if (name is not null && names.Contains(name))
            return name;
        errors.Add(
            new SpecError("generator", $"must be one of {string.Join(", ", names)}{(name is null ? "" : Suggestion.Hint(name, names))}")
        );
        return UsualGenerator;
    }

    private static int? Whole(JsonNode? node, string path, List<SpecError> errors)
    {
        if (node is null)
            return null;
        if (node is JsonValue value && value.TryGetValue(out int count) && count is >= 1 and <= PathsRequest.MostInAll)
            return count;
        errors.Add(
            new SpecError(
                path,
                string.Create(CultureInfo.InvariantCulture, $"must be a whole number from 1 to {PathsRequest.MostInAll:N0}")
            )
        );
        return null;
    }

    private static long Seed(JsonNode? node, List<SpecError> errors)
    {
        if (node is null)
            return UsualSeed;
        if (node is JsonValue value && value.TryGetValue(out long seed))
            return seed;
        errors.Add(new SpecError("seed", "must be a whole number"));
        return UsualSeed;
    }

    private static DateOnly? Day(JsonNode? node, string path, List<SpecError> errors)
    {
        if (node is null)
            return null;
        if (
            node is JsonValue value
            && value.TryGetValue(out string? text)
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
            return day;
        errors.Add(new SpecError(path, "must be a day as 2024-03-04"));
        return null;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
