using System.Globalization;

namespace Simulator.Import.Formats.Json;

/// <summary>What names of properties mean.</summary>
internal static class JsonNames
{
    private static readonly HashSet<string> s_fields = Words(
        "open high low close volume o h l c v price prices value last rate adjclose adjustedclose "
            + "openprice highprice lowprice closeprice bid ask"
    );

    private static readonly HashSet<string> s_symbols = Words("symbol ticker pair instrument market code asset datasetcode productid");
    private static readonly HashSet<string> s_zones = Words("timezone exchangetimezone exchangetimezonename tz");

    /// <summary>Letters and digits in lower case, without the number that Alpha Vantage puts first (<c>1. open</c>).</summary>
    public static string Plain(string name)
    {
        var plain = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return plain.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is { Length: > 0 } rest ? rest : plain;
    }

    /// <summary>A field of a bar.</summary>
    public static bool IsField(string heading) => s_fields.Contains(Plain(heading));

    /// <summary>A property that names the instrument.</summary>
    public static bool IsSymbol(string name) => s_symbols.Contains(Plain(name));

    /// <summary>A property that names the zone of the times.</summary>
    public static bool IsZone(string name) => s_zones.Contains(Plain(name));

    /// <summary>A name that can only be a ticker: capitals, digits and marks.</summary>
    public static bool IsTicker(string name) =>
        name.Length is > 0 and <= 32 && name.Any(char.IsLetter) && !name.Any(char.IsLower) && !s_fields.Contains(Plain(name));

    /// <summary>A date, a date with time, or seconds to nanoseconds since 1970.</summary>
    public static bool IsStamp(string text)
    {
        if (text.Length is < 8 or > 40)
            return false;
        if (text.All(char.IsAsciiDigit))
            return text.Length >= 9 || IsCompactDate(text);
        return char.IsAsciiDigit(text[0])
            && text.Count(char.IsAsciiDigit) >= 5
            && text.Any(c => c is '-' or '/' or '.' or ':')
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool IsCompactDate(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static HashSet<string> Words(string words) => words.Split(' ').ToHashSet(StringComparer.Ordinal);
}
