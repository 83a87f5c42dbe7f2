using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>
/// Rows beside the names of their columns: pandas' <c>split</c>, Nasdaq Data Link's <c>column_names</c> and <c>columns</c>.
/// </summary>
internal static class JsonSplit
{
    /// <summary>The table, or null where the object holds none.</summary>
    public static JsonShape? Of(JsonElement element, string path, JsonContext context)
    {
        if (!element.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0)
            return null;
        if (Names(element) is not { } names || JsonArrays.Of(data, $"{path}.data", context, names) is not { } rows)
            return null;
        var index =
            element.TryGetProperty("index", out var given)
            && given.ValueKind == JsonValueKind.Array
            && given.GetArrayLength() == rows.Count
            && IsStamps(given)
                ? given
                : default;
        return index.ValueKind == JsonValueKind.Array
            ? rows with
            {
                Headings = ["index", .. names],
                Rows = WithIndex(index, rows.Rows, names.Count),
            }
            : rows;
    }

    private static List<string>? Names(JsonElement element)
    {
        foreach (var key in (ReadOnlySpan<string>)["columns", "column_names"])
        {
            if (element.TryGetProperty(key, out var names) && names.ValueKind == JsonValueKind.Array && names.GetArrayLength() > 0)
                return [.. names.EnumerateArray().Select(Name)];
        }
        return null;
    }

    private static string Name(JsonElement name) =>
        name.ValueKind switch
        {
            JsonValueKind.String => TableColumns.Heading(name.GetString()!),
            JsonValueKind.Array when name.GetArrayLength() == 2 => TableColumns.Joined(name[0].ToString(), name[1].ToString()),
            JsonValueKind.Object when name.TryGetProperty("name", out var inner) => inner.ToString(),
            _ => name.ToString(),
        };

    private static bool IsStamps(JsonElement index) => JsonNames.IsStamp(index[0].ToString());

    private static IEnumerable<JsonCell[]> WithIndex(JsonElement index, IEnumerable<JsonCell[]> rows, int width)
    {
        var cells = new JsonCell[width + 1];
        foreach (var (stamp, row) in index.EnumerateArray().Zip(rows))
        {
            cells[0] = new JsonCell(stamp);
            row.CopyTo(cells, 1);
            yield return cells;
        }
    }
}
