using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>An array of objects, one per row; objects inside them are flattened.</summary>
internal static class JsonRecords
{
    private const int Deepest = 4;
    private const int LongList = 3;

    /// <summary>The table, or null where the array holds none.</summary>
    public static JsonShape? Of(JsonElement array, string path, JsonContext context)
    {
        if (array.EnumerateArray().Any(r => r.ValueKind != JsonValueKind.Object) || !LooksLikeRow(array[0]))
            return null;
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in array.EnumerateArray())
            AddNames(record, "", columns, 0);
        if (columns.Count < 2)
            return null;
        return new JsonShape
        {
            Path = path,
            Context = context,
            Headings = Headings([.. columns.Keys]),
            Count = array.GetArrayLength(),
            Rows = Rows(array, columns, path),
        };
    }

    /// <summary>Values, not lists of values: an object that holds series is no row.</summary>
    private static bool LooksLikeRow(JsonElement record) =>
        record.EnumerateObject().Any()
        && record
            .EnumerateObject()
            .All(p =>
                p.Value.ValueKind switch
                {
                    JsonValueKind.Array => p.Value.GetArrayLength() < LongList
                        && p.Value.EnumerateArray().All(v => v.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)),
                    JsonValueKind.Object => LooksLikeRow(p.Value) || !p.Value.EnumerateObject().Any(),
                    _ => true,
                }
            );

    private static void AddNames(JsonElement record, string prefix, Dictionary<string, int> columns, int depth)
    {
        foreach (var property in record.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object && depth < Deepest)
                AddNames(property.Value, name + ".", columns, depth + 1);
            else if (columns.TryAdd(name, columns.Count) && columns.Count > TableText.MaxColumns)
                throw new TableProblem(
                    FormattableString.Invariant($"the records have more than {TableText.MaxColumns} different names"),
                    "Keep only the columns that you need"
                );
        }
    }

    private static IEnumerable<JsonCell[]> Rows(JsonElement array, Dictionary<string, int> columns, string path)
    {
        var row = new JsonCell[columns.Count];
        var at = 0;
        foreach (var record in array.EnumerateArray())
        {
            Array.Clear(row);
            Fill(record, "", columns, row, 0, FormattableString.Invariant($"{path}[{at++}]"));
            yield return row;
        }
    }

    private static void Fill(JsonElement record, string prefix, Dictionary<string, int> columns, JsonCell[] row, int depth, string path)
    {
        foreach (var property in record.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object && depth < Deepest)
                Fill(property.Value, name + ".", columns, row, depth + 1, path);
            else if (row[columns[name]].Value.ValueKind != JsonValueKind.Undefined)
                throw new TableProblem($"the record at {path} has the name {name} twice", "Write every name once");
            else
                row[columns[name]] = new JsonCell(property.Value);
        }
    }

    /// <summary>
    /// Names of flattened values: the last part where no other ends alike (<c>mid.o</c> is <c>o</c>), else the whole, with the fields
    /// of bid and ask written out.
    /// </summary>
    private static List<string> Headings(List<string> names)
    {
        var ends = names
            .GroupBy(Last, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(n => ends[Last(n)] == 1 ? Last(n) : WrittenOut(n))];
    }

    private static string Last(string name) => name[(name.LastIndexOf('.') is var dot && dot < name.Length - 1 ? dot + 1 : 0)..];

    private static string WrittenOut(string name)
    {
        var field = Last(name) switch
        {
            "o" => "open",
            "h" => "high",
            "l" => "low",
            "c" => "close",
            var other => other,
        };
        return name.StartsWith("bid.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ask.", StringComparison.OrdinalIgnoreCase)
            ? $"{name[..3]} {field}"
            : name;
    }
}
