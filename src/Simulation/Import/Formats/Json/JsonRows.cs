using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>Writes the rows of found tables as one table, with a column for the symbol where the document names it.</summary>
internal static class JsonRows
{
    private static readonly string[] s_local = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm"];

    /// <summary>Writes headings and rows.</summary>
    public static void Write(TableText table, IReadOnlyList<JsonShape> shapes)
    {
        var headings = shapes[0].Headings;
        var named = shapes.Any(s => s.Context.Symbol is not null) && !headings.Any(JsonNames.IsSymbol);
        table.Headings(named ? ["symbol", .. headings] : headings);
        foreach (var shape in shapes)
        {
            foreach (var row in shape.Rows)
            {
                if (named)
                    table.Text(shape.Context.Symbol ?? "");
                for (var c = 0; c < row.Length; c++)
                    Cell(table, row[c], shape, c);
                table.EndRow();
            }
        }
    }

    private static void Cell(TableText table, JsonCell cell, JsonShape shape, int column)
    {
        if (cell.Text is { } key)
            Text(table, key, shape.Context.Zone);
        else if (cell.Value.ValueKind == JsonValueKind.String)
            String(table, cell.Value, shape.Context.Zone);
        else if (cell.Value.ValueKind is not JsonValueKind.Number)
            table.Text(
                cell.Value.ValueKind switch
                {
                    JsonValueKind.True => "true"u8,
                    JsonValueKind.False => "false"u8,
                    _ => default,
                }
            );
        else if (shape.EpochInZone && column == 0 && cell.Value.TryGetInt64(out var seconds) && Math.Abs(seconds) < 1L << 36)
            Epoch(table, seconds, shape);
        else
            table.Written(JsonMarshal.GetRawUtf8Value(cell.Value));
    }

    private static void Epoch(TableText table, long seconds, JsonShape shape)
    {
        var ticks = DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond);
        if (!shape.DatesOnly)
        {
            table.Instant(ticks, shape.Context.Zone);
            return;
        }
        var utc = new DateTime(ticks, DateTimeKind.Utc);
        var ahead = shape.Context.Zone?.GetUtcOffset(utc) ?? TimeSpan.Zero;
        table.Date(DateOnly.FromDateTime(utc + ahead));
    }

    private static void String(TableText table, JsonElement value, TimeZoneInfo? zone)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (zone is null && !raw.Contains((byte)'\\'))
            table.Text(raw);
        else
            Text(table, value.GetString()!, zone);
    }

    /// <summary>A local time gets the offset of the zone that the document names.</summary>
    private static void Text(TableText table, string text, TimeZoneInfo? zone)
    {
        if (
            zone is not null
            && text.Length is >= 16 and <= 19
            && DateTime.TryParseExact(text, s_local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        )
            table.Instant(local.Ticks - zone.GetUtcOffset(local).Ticks, zone);
        else
            table.Text(text);
    }
}
