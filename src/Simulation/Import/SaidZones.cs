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
            if (HeaderNames.Normalise(headings[c]) is not ("timezone" or "tz" or "zone" or "exchangetimezone" or "zeitzone" or "tzname"))
                continue;
            var names = data.Where(l => c < l.Cells.Length).Select(l => l.Cells[c]).Distinct(StringComparer.Ordinal).ToList();
            if (names is [var only] && ZoneNames.TryFind(only, out var zone))
                return new SaidZone(zone, $"the column '{headings[c]}' says so");
        }
        return null;
    }

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
