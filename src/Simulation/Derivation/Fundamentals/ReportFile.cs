using System.Globalization;
using Simulator.Derivation.Publication;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Derivation.Fundamentals;

/// <summary>The reports of a document, and what its reader should know. A row that cannot be read refuses the document.</summary>
internal sealed record ReportFile(IReadOnlyList<Report> Reports, IReadOnlyList<string> Notes)
{
    private const int PeriodCell = 0;
    private const int PublishedCell = 1;
    private const int ClockCell = 2;
    private const int SymbolCell = 3;
    private const int FirstFigure = 4;

    /// <summary>Reads a document.</summary>
    /// <exception cref="ImportException">No table of reports, dates in doubt, or a row that cannot be read.</exception>
    public static ReportFile Read(string fileName, WrittenTable table, FundamentalsChoices choices, MarketCalendar calendar)
    {
        var columns = ReportColumns.Of(fileName, table.Headings, choices);
        var rows = table.Rows([columns.PeriodEnd, columns.Published, columns.Clock, columns.Symbol, .. columns.Figures]);
        if (rows.Count == 0)
            throw new ImportException(fileName, null, null, "it has no reports", "Give a file with a row for each report");
        var dates = rows.SelectMany(r => new[] { (r.Line, PeriodOf(r)), (r.Line, PublishedOf(r)) }).Where(d => d.Item2.Length > 0);
        var order = DayOrder.Of(fileName, dates, choices.DayFirst);
        var clock = new PublicationClock(fileName, choices.Zone, calendar, "reports");
        Report[] reports = [.. rows.Select(row => Of(fileName, row, order, clock))];
        return new ReportFile(reports, [.. order.Notes, .. clock.Notes]);
    }

    private static Report Of(string fileName, WrittenRow row, DayOrder order, PublicationClock clock)
    {
        var period = DateOnly.FromDateTime(
            new DateTime(StampOf(fileName, row.Line, PeriodOf(row), order, "the last day of the period").Local)
        );
        var text = PublishedOf(row);
        var published = clock.Of(StampOf(fileName, row.Line, text, order, "the time of the publication"), row.Line, text);
        // Vendors give the day of the period in place of one that they do not know.
        if (published.Date <= period)
            throw new ImportException(
                fileName,
                row.Line,
                text,
                FormattableString.Invariant($"it was published before its period was over ({period:yyyy-MM-dd})"),
                "Correct the row; the publication is when the figures could be read, not the period that they are of"
            );
        return new Report(
            fileName,
            row.Line,
            row.Cells[SymbolCell].ToUpperInvariant(),
            period,
            published,
            [.. Enum.GetValues<Figure>().Select(figure => Number(fileName, row, figure))]
        );
    }

    private static string PeriodOf(WrittenRow row) => PublicationStamps.Normalise(row.Cells[PeriodCell]);

    private static string PublishedOf(WrittenRow row)
    {
        var clock = row.Cells[ClockCell];
        return PublicationStamps.Normalise(clock.Length > 0 ? $"{row.Cells[PublishedCell]} {clock}" : row.Cells[PublishedCell]);
    }

    private static Stamp StampOf(string fileName, int line, string text, DayOrder order, string what)
    {
        if (PublicationStamps.TryPlain(text, out var stamp) || order.TryRead(text, out stamp))
            return stamp;
        throw new ImportException(
            fileName,
            line,
            text,
            text.Length == 0 ? $"{what} is missing" : $"{what} cannot be read",
            "Give a date such as 2017-03-31, or a date with a time"
        );
    }

    private static double Number(string fileName, WrittenRow row, Figure figure)
    {
        var text = row.Cells[FirstFigure + (int)figure];
        if (text.Length == 0)
            return double.NaN;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            throw new ImportException(
                fileName,
                row.Line,
                text,
                $"{Name(figure)} is no number",
                "Write it with a point and without other marks, such as -1234.5, or leave the cell empty"
            );
        return figure == Figure.Shares && value <= 0
            ? throw new ImportException(fileName, row.Line, text, $"{Name(figure)} must be above 0", "Correct it, or leave the cell empty")
            : value;
    }

    private static string Name(Figure figure) => ReportColumns.FigureNames.ElementAt((int)figure);
}
