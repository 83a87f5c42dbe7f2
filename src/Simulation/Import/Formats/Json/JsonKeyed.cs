using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>
/// Objects whose names are times: time → fields (Alpha Vantage, pandas' <c>index</c>), time → value, or field → time → value (pandas'
/// <c>columns</c>, which <c>to_json</c> writes unless told otherwise).
/// </summary>
internal static class JsonKeyed
{
    /// <summary>The table, or null where the object holds none.</summary>
    public static JsonShape? Of(JsonElement element, string path, JsonContext context)
    {
        if (!element.EnumerateObject().Any())
            return null;
        return element.EnumerateObject().All(p => JsonNames.IsStamp(p.Name)) ? ByTime(element, path, context)
            : element.EnumerateObject().All(p => p.Name.All(char.IsAsciiDigit) && IsRow(p.Value)) ? ByNumber(element, path, context)
            : element.EnumerateObject().All(p => IsColumn(p.Value)) ? ByField(element, path, context)
            : null;
    }

    private static JsonShape? ByTime(JsonElement element, string path, JsonContext context)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var plain = true;
        foreach (var entry in element.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Array)
                return null;
            if (entry.Value.ValueKind != JsonValueKind.Object)
                continue;
            plain = false;
            foreach (var field in entry.Value.EnumerateObject())
                columns.TryAdd(field.Name, columns.Count);
        }
        return new JsonShape
        {
            Path = path,
            Context = context,
            Headings = plain ? ["date", "close"] : ["date", .. columns.Keys],
            Count = element.EnumerateObject().Count(),
            Rows = plain ? Values(element) : Rows(element, columns),
        };
    }

    /// <summary>Rows by their number; the time is one of the fields.</summary>
    private static JsonShape ByNumber(JsonElement element, string path, JsonContext context)
    {
        var shape = ByTime(element, path, context)!;
        return shape with { Headings = [.. shape.Headings.Skip(1)], Rows = shape.Rows.Select(r => r[1..]) };
    }

    private static bool IsRow(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.EnumerateObject().All(f => f.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    private static IEnumerable<JsonCell[]> Values(JsonElement element)
    {
        var row = new JsonCell[2];
        foreach (var entry in element.EnumerateObject())
        {
            (row[0], row[1]) = (new JsonCell(default, entry.Name), new JsonCell(entry.Value));
            yield return row;
        }
    }

    private static IEnumerable<JsonCell[]> Rows(JsonElement element, Dictionary<string, int> columns)
    {
        var row = new JsonCell[columns.Count + 1];
        foreach (var entry in element.EnumerateObject())
        {
            Array.Clear(row);
            row[0] = new JsonCell(default, entry.Name);
            if (entry.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var field in entry.Value.EnumerateObject())
                    row[columns[field.Name] + 1] = new JsonCell(field.Value);
            }
            yield return row;
        }
    }

    private static bool IsColumn(JsonElement column) =>
        column.ValueKind == JsonValueKind.Object
        && column.EnumerateObject().Any()
        && column
            .EnumerateObject()
            .All(p =>
                (p.Name.All(char.IsAsciiDigit) || JsonNames.IsStamp(p.Name))
                && p.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            );

    private static JsonShape ByField(JsonElement element, string path, JsonContext context)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in element.EnumerateObject().SelectMany(c => c.Value.EnumerateObject()))
            keys.TryAdd(key.Name, keys.Count);
        List<string> names = [.. element.EnumerateObject().Select(c => TableColumns.Heading(c.Name))];
        if ((long)keys.Count * names.Count > 100_000_000)
            throw new TableProblem(
                FormattableString.Invariant($"{names.Count} columns with {keys.Count:N0} different keys are too many cells"),
                "Write rows (orient='records') instead of columns"
            );
        var byTime = keys.Keys.All(JsonNames.IsStamp);
        var columns = element.EnumerateObject().Select(c => Column(c.Value, keys)).ToList();
        return new JsonShape
        {
            Path = path,
            Context = context,
            Headings = byTime ? ["index", .. names] : names,
            Count = keys.Count,
            Rows = Columns(keys, columns, byTime),
        };
    }

    private static JsonElement[] Column(JsonElement column, Dictionary<string, int> keys)
    {
        var values = new JsonElement[keys.Count];
        foreach (var value in column.EnumerateObject())
            values[keys[value.Name]] = value.Value;
        return values;
    }

    private static IEnumerable<JsonCell[]> Columns(Dictionary<string, int> keys, List<JsonElement[]> columns, bool byTime)
    {
        var first = byTime ? 1 : 0;
        var row = new JsonCell[columns.Count + first];
        foreach (var (key, at) in keys)
        {
            if (byTime)
                row[0] = new JsonCell(default, key);
            for (var c = 0; c < columns.Count; c++)
                row[c + first] = new JsonCell(columns[c][at]);
            yield return row;
        }
    }
}
