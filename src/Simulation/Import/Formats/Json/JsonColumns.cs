using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>
/// An object of arrays of equal length, one per column: TradingView's <c>{"t":[…],"o":[…],…,"s":"ok"}</c>, Finnhub, pandas' <c>list</c>.
/// </summary>
internal static class JsonColumns
{
    /// <summary>The table, or null where the object holds none.</summary>
    /// <exception cref="TableProblem">The columns are of different lengths.</exception>
    public static JsonShape? Of(JsonElement element, string path, JsonContext context)
    {
        var columns = element.EnumerateObject().Where(p => IsColumn(p.Value)).ToList();
        if (columns.Count < 2 || !columns.Any(c => JsonNames.IsField(c.Name)))
            return null;
        var length = columns[0].Value.GetArrayLength();
        if (columns.FirstOrDefault(c => c.Value.GetArrayLength() != length) is { Value.ValueKind: JsonValueKind.Array } other)
            throw new TableProblem(
                FormattableString.Invariant(
                    $"at {path} the column {columns[0].Name} has {length} values and {other.Name} has {other.Value.GetArrayLength()}"
                ),
                "Download or write the file again; every column needs a value or null for every row"
            );
        return new JsonShape
        {
            Path = path,
            Context = context,
            // In these short names t is the time and s the state of the answer.
            Headings = [.. columns.Select(c => c.Name == "t" ? "time" : c.Name)],
            Count = length,
            Rows = Rows([.. columns.Select(c => c.Value)]),
        };
    }

    private static bool IsColumn(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() > 0
        && value.EnumerateArray().All(v => v.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object));

    private static IEnumerable<JsonCell[]> Rows(List<JsonElement> columns)
    {
        var items = columns.ConvertAll(c => c.EnumerateArray());
        var each = items.ToArray();
        var row = new JsonCell[each.Length];
        while (true)
        {
            for (var c = 0; c < each.Length; c++)
            {
                if (!each[c].MoveNext())
                    yield break;
                row[c] = new JsonCell(each[c].Current);
            }
            yield return row;
        }
    }
}
