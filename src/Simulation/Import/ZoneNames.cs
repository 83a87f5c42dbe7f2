using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Simulator.Import;

/// <summary>
/// Names of time zones as files write them: IANA names, and the abbreviations of the markets. An abbreviation stands for its place's clock:
/// <c>EST</c> is New York's, in summer too, because exporters write one name all year. Whether it is a name of summer or of standard time
/// is kept for the hour that the clock has twice.
/// </summary>
internal static partial class ZoneNames
{
    private static readonly Dictionary<string, (string Zone, bool? IsSummer)> s_abbreviations = Abbreviations();

    private static readonly ConcurrentDictionary<string, StampOffset> s_found = new(StringComparer.OrdinalIgnoreCase);

    [ThreadStatic]
    private static byte[]? t_lastText;

    [ThreadStatic]
    private static StampOffset t_last;

    /// <summary>What a name says: an offset of 0 for UTC, else the zone.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, out StampOffset offset)
    {
        if (t_lastText is { } last && text.SequenceEqual(last))
        {
            offset = t_last;
            return true;
        }
        offset = default;
        if (text.Length is 0 or > 40 || !TryFind(Encoding.UTF8.GetString(text), out offset))
            return false;
        (t_lastText, t_last) = (text.ToArray(), offset);
        return true;
    }

    /// <summary>The same of text: <c>UTC</c>, <c>EST</c>, <c>US/Eastern</c>, <c>Europe/Berlin</c>.</summary>
    public static bool TryFind(string name, out StampOffset offset)
    {
        if (s_found.TryGetValue(name, out offset))
            return true;
        if (Find(name.Trim()) is not { } found)
            return false;
        offset = found;
        if (s_found.Count < 1000)
            s_found.TryAdd(name, found);
        return true;
    }

    /// <summary>
    /// What a heading or a line above the data says of the zone of the times: <c>timestamp_utc</c>, <c>Time (America/New_York)</c>,
    /// <c>Gmt time</c>; null when it says nothing.
    /// </summary>
    public static StampOffset? InHeading(string heading)
    {
        if (
            OffsetIn().Match(heading) is { Success: true } written
            && Stamps.TryZone(written.Value.Replace(" ", "", StringComparison.Ordinal)) is { } fixedOffset
        )
            return fixedOffset;
        foreach (var token in heading.Split([' ', '(', ')', '[', ']', ',', ';', ':', '_', '-', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            // "et" is a word in several languages, "ET" behind a word for time is New York.
            var mayBeZone = token.Length >= 3 || (token is "ET" or "CT" or "PT" && HeaderNames.SpeaksOfTime(heading));
            if (mayBeZone && TryFind(token, out var offset))
                return offset;
        }
        foreach (var token in heading.Split([' ', '(', ')', '[', ']', ',', ';', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.Contains('/', StringComparison.Ordinal) && TryFind(token, out var offset))
                return offset;
        }
        var joined = HeaderNames.Normalise(heading);
        return joined.EndsWith("utc", StringComparison.Ordinal) || joined.StartsWith("utc", StringComparison.Ordinal)
            ? StampOffset.Utc
            : null;
    }

    [GeneratedRegex(@"(UTC|GMT) ?[+-] ?\d{1,2}(:?\d{2})?")]
    private static partial Regex OffsetIn();

    private static StampOffset? Find(string name)
    {
        var upper = name.ToUpperInvariant();
        if (upper is "Z" or "UTC" or "UCT" or "ZULU" or "ETC/UTC" or "ETC/GMT" or "UTC0" or "GMT0")
            return StampOffset.Utc;
        if (upper is "GMT")
            return StampOffset.Greenwich;
        if (s_abbreviations.TryGetValue(upper, out var known))
            return new StampOffset(false, 0, TimeZoneInfo.FindSystemTimeZoneById(known.Zone), known.IsSummer);
        // A name without a slash may be anything ("Date", "Cuba"); only places are looked up.
        return name.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? new StampOffset(false, 0, zone)
            : null;
    }

    private static Dictionary<string, (string Zone, bool? IsSummer)> Abbreviations()
    {
        var names = new Dictionary<string, (string, bool?)>(StringComparer.Ordinal);
        void Add(string zone, string standard, string summer, string all = "")
        {
            foreach (var (words, isSummer) in new[] { (standard, (bool?)false), (summer, true), (all, null) })
            {
                foreach (var name in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    names.Add(name, (zone, isSummer));
            }
        }
        Add("America/New_York", "EST", "EDT", "EST5EDT ET US/EASTERN");
        Add("America/Chicago", "CST", "CDT", "CST6CDT CT US/CENTRAL");
        Add("America/Denver", "MST", "MDT", "US/MOUNTAIN");
        Add("America/Los_Angeles", "PST", "PDT", "PST8PDT PT US/PACIFIC");
        Add("America/Halifax", "AST", "ADT");
        Add("Europe/London", "", "BST");
        Add("Europe/Lisbon", "WET", "WEST");
        Add("Europe/Berlin", "CET MEZ", "CEST MESZ");
        Add("Europe/Helsinki", "EET", "EEST");
        Add("Europe/Moscow", "", "", "MSK");
        Add("Europe/Istanbul", "", "", "TRT");
        Add("Africa/Johannesburg", "", "", "SAST");
        Add("Asia/Tokyo", "", "", "JST JAPAN");
        Add("Asia/Seoul", "", "", "KST");
        Add("Asia/Hong_Kong", "", "", "HKT HONGKONG");
        Add("Asia/Singapore", "", "", "SGT SINGAPORE");
        Add("Asia/Kolkata", "", "", "IST ASIA/CALCUTTA");
        Add("Australia/Sydney", "AEST", "AEDT", "AET");
        Add("Pacific/Auckland", "NZST", "NZDT");
        Add("America/Sao_Paulo", "", "", "BRT");
        return names;
    }
}
