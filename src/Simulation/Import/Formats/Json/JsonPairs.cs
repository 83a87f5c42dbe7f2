using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>Several arrays of [time, value] beside each other, joined by time: CoinGecko's prices, market_caps and total_volumes.</summary>
internal static class JsonPairs
{
    /// <summary>The table, or null where the object holds none.</summary>
    public static JsonShape? Of(JsonElement element, string path, JsonContext context)
    {
        var series = element.EnumerateObject().Where(p => IsPairs(p.Value)).ToList();
        if (series.Count == 0 || (series.Count == 1 && !JsonNames.IsField(series[0].Name)))
            return null;
        var rows = new SortedDictionary<decimal, JsonCell[]>();
        for (var s = 0; s < series.Count; s++)
        {
            foreach (var pair in series[s].Value.EnumerateArray())
            {
                if (!pair[0].TryGetDecimal(out var time))
                    return null;
                if (!rows.TryGetValue(time, out var row))
                    rows[time] = row = new JsonCell[series.Count + 1];
                (row[0], row[s + 1]) = (new JsonCell(pair[0]), new JsonCell(pair[1]));
            }
        }
        return new JsonShape
        {
            Path = path,
            Context = context,
            Headings = ["date", .. series.Select(s => Single(s.Name))],
            Count = rows.Count,
            Rows = rows.Values,
        };
    }

    private static string Single(string name) => name.Length > 2 && name[^1] == 's' ? name[..^1] : name;

    private static bool IsPairs(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() > 0
        && value
            .EnumerateArray()
            .All(p => p.ValueKind == JsonValueKind.Array && p.GetArrayLength() == 2 && p[0].ValueKind == JsonValueKind.Number);
}
