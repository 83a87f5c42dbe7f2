namespace Simulator.Import;

/// <summary>
/// What a file says of its zone outside of its times: in the heading of the date, in a column of its own, above the table.
/// </summary>
/// <param name="Zone">The zone.</param>
/// <param name="Where">Where it stands, as text.</param>
internal sealed record SaidZone(StampOffset Zone, string Where);

/// <summary>Finds it.</summary>
internal static class SaidZones
{
    /// <summary>What the file says; null when it says nothing.</summary>
    public static SaidZone? Of(IReadOnlyList<string> headings, DateColumn date, List<HeadLine> above, List<HeadLine> data)
    {
        foreach (var column in new[] { date.Column, date.TimeColumn }.Where(c => c >= 0 && c < headings.Count))
        {
            if (ZoneNames.InHeading(headings[column]) is { } inHeading)
                return new SaidZone(inHeading, $"the heading '{headings[column]}' says so");
        }
        return InColumn(headings, data) ?? Above(above);
    }

    private static SaidZone? InColumn(IReadOnlyList<string> headings, List<HeadLine> data)
    {
        for (var c = 0; c < headings.Count; c++)
        {
            if (!IsOfZones(headings[c]))
                continue;
            var names = data.Where(l => c < l.Cells.Length).Select(l => l.Cells[c]).Distinct(StringComparer.Ordinal).ToList();
            if (names is [var only] && ZoneNames.TryFind(only, out var zone))
                return new SaidZone(zone, $"the column '{headings[c]}' says so");
        }
        return null;
    }

    /// <summary>A column whose rows name several zones (<c>EDT</c> and <c>EST</c>, <c>+01:00</c> and <c>+02:00</c>); −1 if none.</summary>
    public static int ColumnOf(IReadOnlyList<string> headings, List<HeadLine> data)
    {
        for (var c = 0; c < headings.Count; c++)
        {
            if (!IsOfZones(headings[c]))
                continue;
            var names = data.Where(l => c < l.Cells.Length).Select(l => l.Cells[c]).Distinct(StringComparer.Ordinal).ToList();
            if (names.Count > 0 && names.TrueForAll(n => n.Length > 0 && Stamps.TryZone(n) is not null))
                return c;
        }
        return -1;
    }

    private static bool IsOfZones(string heading) =>
        HeaderNames.Normalise(heading) is "timezone" or "tz" or "zone" or "exchangetimezone" or "zeitzone" or "tzname" or "utcoffset";

    // "# Time zone: Europe/Berlin", "All times are in EST".
    private static SaidZone? Above(List<HeadLine> above)
    {
        foreach (var line in above)
        {
            var text = string.Join(' ', line.Cells);
            var at = HeaderNames.Normalise(text);
            var speaks =
                at.Contains("timezone", StringComparison.Ordinal)
                || at.Contains("alltimes", StringComparison.Ordinal)
                || at.Contains("timesare", StringComparison.Ordinal)
                || at.Contains("zeitzone", StringComparison.Ordinal);
            if (speaks && ZoneNames.InHeading(text) is { } zone)
                return new SaidZone(zone, FormattableString.Invariant($"line {line.Line} says so"));
        }
        return null;
    }
}
