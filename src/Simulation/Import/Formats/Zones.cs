using System.Globalization;

namespace Simulator.Import.Formats;

/// <summary>Time zones as files name them: IANA names, <c>UTC</c>, offsets such as <c>+09:00</c>.</summary>
internal static class Zones
{
    /// <summary>The zone of a name, or null.</summary>
    public static TimeZoneInfo? Find(string name)
    {
        var text = name.Trim();
        if (text.Length is 0 or > 64)
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone))
            return zone;
        var digits = text[0] is '+' or '-' ? text[1..] : "";
        return
            TimeSpan.TryParseExact(digits, ["hh\\:mm", "hhmm"], CultureInfo.InvariantCulture, out var ahead)
            && ahead <= TimeSpan.FromHours(14)
            ? TimeZoneInfo.CreateCustomTimeZone(text, text[0] == '-' ? -ahead : ahead, text, text)
            : null;
    }
}
