using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>An array of arrays, one per row.</summary>
internal static class JsonArrays
{
    /// <summary>The table, or null where the array holds none.</summary>
    /// <param name="array">The rows.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="context">What was said around them.</param>
    /// <param name="names">Names of the columns; null where the document has none.</param>
    public static JsonShape? Of(JsonElement array, string path, JsonContext context, IReadOnlyList<string>? names)
    {
        var width = 0;
        foreach (var row in array.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Array)
                return null;
            width = Math.Max(width, row.GetArrayLength());
        }
        if (width < 2 || array[0].EnumerateArray().Any(c => c.ValueKind is JsonValueKind.Array or JsonValueKind.Object))
            return null;
        var notes = new List<string>();
        var headings = names ?? ArrayOrders.Headings(array, width, path, notes);
        if (headings is null)
            return null;
        return new JsonShape
        {
            Path = path,
            Context = context,
            Headings = headings,
            Count = array.GetArrayLength(),
            Rows = Rows(array, headings.Count),
            Notes = notes,
        };
    }

    private static IEnumerable<JsonCell[]> Rows(JsonElement array, int width)
    {
        var cells = new JsonCell[width];
        foreach (var row in array.EnumerateArray())
        {
            Array.Clear(cells);
            var at = 0;
            foreach (var cell in row.EnumerateArray())
            {
                if (at < width)
                    cells[at++] = new JsonCell(cell);
            }
            yield return cells;
        }
    }
}
