using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>
/// Yahoo's chart: times in seconds beside the columns of <c>indicators</c>. They are the starts of sessions and bars; daily and longer bars
/// are written as the date on the exchange's clock, shorter ones with its offset.
/// </summary>
internal static class YahooChart
{
    /// <summary>The table, or null where the object is no chart.</summary>
    public static JsonShape? Of(JsonElement element, string path, JsonContext context)
    {
        if (
            !element.TryGetProperty("timestamp", out var times)
            || times.ValueKind != JsonValueKind.Array
            || !element.TryGetProperty("indicators", out var indicators)
            || indicators.ValueKind != JsonValueKind.Object
        )
            return null;
        var columns = new List<(string Name, JsonElement Values)> { ("date", times) };
        foreach (var group in indicators.EnumerateObject())
        {
            if (group.Value.ValueKind == JsonValueKind.Array && group.Value.GetArrayLength() > 0)
                columns.AddRange(Fields(group.Value[0], times.GetArrayLength(), path));
        }
        if (columns.Count < 2 || times.GetArrayLength() == 0)
            return null;
        return new JsonShape
        {
            Path = path,
            Context = context with { Zone = context.Zone ?? Offset(element) },
            Headings = [.. columns.Select(c => c.Name)],
            Count = times.GetArrayLength(),
            Rows = Rows([.. columns.Select(c => c.Values)]),
            EpochInZone = true,
            DatesOnly = IsDaily(element),
        };
    }

    private static IEnumerable<(string, JsonElement)> Fields(JsonElement group, int length, string path)
    {
        if (group.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var field in group.EnumerateObject().Where(f => f.Value.ValueKind == JsonValueKind.Array))
        {
            if (field.Value.GetArrayLength() != length)
                throw new TableProblem(
                    FormattableString.Invariant(
                        $"at {path} there are {length} times and {field.Value.GetArrayLength()} values of {field.Name}"
                    ),
                    "Download the file again"
                );
            yield return (field.Name, field.Value);
        }
    }

    private static bool IsDaily(JsonElement element) =>
        element.TryGetProperty("meta", out var meta)
        && meta.ValueKind == JsonValueKind.Object
        && meta.TryGetProperty("dataGranularity", out var step)
        && step.ValueKind == JsonValueKind.String
        && step.GetString() is { Length: > 1 } text
        && (text.EndsWith('d') || text.EndsWith("wk", StringComparison.Ordinal) || text.EndsWith("mo", StringComparison.Ordinal));

    private static TimeZoneInfo? Offset(JsonElement element) =>
        element.TryGetProperty("meta", out var meta)
        && meta.ValueKind == JsonValueKind.Object
        && meta.TryGetProperty("gmtoffset", out var seconds)
        && seconds.TryGetInt32(out var ahead)
        && Math.Abs(ahead) <= 14 * 3600
        && ahead % 60 == 0
            ? TimeZoneInfo.CreateCustomTimeZone("exchange", TimeSpan.FromSeconds(ahead), "exchange", "exchange")
            : null;

    private static IEnumerable<JsonCell[]> Rows(List<JsonElement> columns)
    {
        var each = columns.Select(c => c.EnumerateArray()).ToArray();
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
