namespace Simulator.Import;

/// <summary>
/// LEAN's headerless files: prices in ten-thousandths, intraday timestamps in milliseconds since midnight with the date in the file name.
/// </summary>
internal static class LeanLayout
{
    /// <summary>Reported whenever prices are divided.</summary>
    public const string DivisorNote = "LEAN equity prices are stored times 10,000 and are divided by 10,000";

    private const double Divisor = 10_000;

    /// <summary>The layout of an intraday file, or null when it is none.</summary>
    public static Layout? DetectTimeOfDay(SourceText source, FileHead head)
    {
        var width = head.Lines[0].Cells.Length;
        if (
            SymbolNames.LeadingDate(source.EntryName) is not { } date
            || width is not (6 or 11)
            || !head.Lines.All(l => IsTimeOfDay(l.Cells))
        )
            return null;
        var columns = ColumnRoles.ByPosition([.. Enumerable.Range(1, width - 1)], SymbolNames.FromFileName(source.EntryName));
        var layout = new Layout
        {
            Format = "LEAN",
            Separator = head.Separator,
            LineEnd = head.LineEnd,
            DecimalMark = (byte)'.',
            HeaderLines = 0,
            DateColumn = 0,
            TimeColumn = -1,
            SymbolColumn = -1,
            Shape = StampShape.MillisecondOfDay,
            FileDate = date,
            Columns = ColumnRoles.Describe(columns, width, 0),
            Series = [columns],
            FirstRows = [.. head.Lines.Take(8).Select(l => l.Cells)],
            PriceDivisor = HasPoint(source) ? 1 : Divisor,
        };
        if (layout.PriceDivisor != 1)
            layout.Notes.Add(DivisorNote);
        if (columns.Ask is not null)
            layout.Notes.Add(ColumnRoles.MidNote);
        return layout;
    }

    /// <summary>10,000 for a daily LEAN file without any decimal point, 1 otherwise.</summary>
    public static double PriceDivisor(SourceText source, AssignedRoles roles) => roles.IsLean && !HasPoint(source) ? Divisor : 1;

    private static bool IsTimeOfDay(string[] cells) =>
        cells.All(c =>
            long.TryParse(c, out _) || double.TryParse(c, System.Globalization.CultureInfo.InvariantCulture, out _) || c.Length == 0
        )
        && int.TryParse(cells[0], System.Globalization.CultureInfo.InvariantCulture, out var ms)
        && ms is >= 0 and < 86_400_000;

    private static bool HasPoint(SourceText source) => source.Utf8.Span.IndexOf((byte)'.') >= 0;
}
