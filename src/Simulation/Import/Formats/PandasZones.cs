using System.Text.Json;

namespace Simulator.Import.Formats;

/// <summary>The time zones that pandas notes beside the columns of a Parquet file; Parquet itself only says “UTC”.</summary>
internal static class PandasZones
{
    private const string Key = "pandas";

    /// <summary>Zone by column; empty where the file has no such note or it cannot be read.</summary>
    public static IReadOnlyDictionary<string, TimeZoneInfo> Of(IReadOnlyDictionary<string, string>? notes)
    {
        var zones = new Dictionary<string, TimeZoneInfo>(StringComparer.Ordinal);
        if (notes is null || !notes.TryGetValue(Key, out var json))
            return zones;
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("columns", out var columns))
                return zones;
            foreach (var column in columns.EnumerateArray())
            {
                if (Zone(column) is not { } zone)
                    continue;
                foreach (var name in (ReadOnlySpan<string>)["field_name", "name"])
                {
                    if (column.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String)
                        zones[text.GetString()!] = zone;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return zones; // The times are still right: they are in UTC.
        }
        return zones;
    }

    private static TimeZoneInfo? Zone(JsonElement column) =>
        column.ValueKind == JsonValueKind.Object
        && column.TryGetProperty("metadata", out var details)
        && details.ValueKind == JsonValueKind.Object
        && details.TryGetProperty("timezone", out var name)
        && name.ValueKind == JsonValueKind.String
            ? Zones.Find(name.GetString()!)
            : null;
}
