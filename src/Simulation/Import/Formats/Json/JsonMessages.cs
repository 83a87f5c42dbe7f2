using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>What to say about a document without prices; often it is the source's own error.</summary>
internal static class JsonMessages
{
    private const int Deepest = 5;
    private const int LongestMessage = 200;

    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "errormessage",
        "error",
        "errors",
        "errmsg",
        "msg",
        "message",
        "retmsg",
        "note",
        "information",
        "description",
        "detail",
        "reason",
    };

    /// <summary>The refusal, with the source's own words where the document has some.</summary>
    public static TableProblem NoTable(JsonElement root) =>
        Find(root, 0) is { } words
            ? new TableProblem(
                $"the file holds no prices but an answer of its source: “{words}”",
                "Correct the request and download the file again"
            )
            : new TableProblem(
                "the JSON contains no table of prices",
                "Import records with names (date, open, high, low, close, volume), arrays of these, or columns of equal length"
            );

    private static string? Find(JsonElement element, int depth)
    {
        if (depth > Deepest || element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in element.EnumerateObject())
        {
            if (s_names.Contains(JsonNames.Plain(property.Name)) && Words(property.Value) is { } words)
                return words.Length <= LongestMessage ? words : words[..LongestMessage] + "…";
        }
        foreach (var property in element.EnumerateObject())
        {
            if (Find(property.Value, depth + 1) is { } words)
                return words;
        }
        return null;
    }

    private static string? Words(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 3 } text ? text : null,
            JsonValueKind.Array => value.EnumerateArray().Select(Words).FirstOrDefault(w => w is not null),
            _ => null,
        };
}
