using System.Globalization;
using Simulator.Derivation.Publication;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Derivation.News;

/// <summary>The headlines of a document, and what its reader should know.</summary>
internal sealed record HeadlineFile(IReadOnlyList<Headline> Headlines, IReadOnlyList<string> Notes)
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="ImportException">No table of headlines, dates in doubt, or most rows cannot be read.</exception>
    public static HeadlineFile Read(SourceDocument document, NewsChoices choices, MarketCalendar calendar)
    {
        var table = WrittenTable.Open(document, HeadlineColumns.Known);
        var columns = HeadlineColumns.Of(document.Name, table.Headings, choices);
        var rows = Rows(table, columns);
        var order = DayOrder.Of(document.Name, rows.Where(r => r.Text.Length > 0).Select(r => (r.Line, r.Date)), choices.DayFirst);
        var clock = new PublicationClock(document.Name, choices.Zone ?? InHeading(table.Headings, columns), calendar, "headlines");
        var left = new LeftOut(document.Name);
        var headlines = new List<Headline>(rows.Count);
        foreach (var row in rows)
        {
            if (row.Text.Length == 0 && row.Date.Length == 0)
                left.Empty++;
            else if (row.Text.Length == 0)
                left.Add("without a headline", row.Line, row.Date);
            else if (row.Date.Length == 0)
                left.Add("without a date", row.Line, row.Text);
            else if (!PublicationStamps.TryPlain(row.Date, out var stamp) && !order.TryRead(row.Date, out stamp))
                left.Add("whose date cannot be read", row.Line, row.Date);
            else
                headlines.Add(new Headline(row.Text, row.Description, row.Symbol, clock.Of(stamp, row.Line, row.Date)));
        }
        left.RefuseMost(headlines.Count);
        return new HeadlineFile(headlines, [.. left.Notes(headlines.Count), .. order.Notes, .. clock.Notes]);
    }

    private static TimeZoneInfo? InHeading(IReadOnlyList<string> headings, HeadlineColumns columns)
    {
        foreach (var column in new[] { columns.Time, columns.Clock }.Where(c => c >= 0))
        {
            if (ZoneNames.InHeading(headings[column]) is { } said)
                return said.Zone ?? WrittenOffsets.FixedZone(said.Minutes);
        }
        return null;
    }

    private static List<Row> Rows(WrittenTable table, HeadlineColumns columns) =>
        [
            .. table
                .Rows(columns.Time, columns.Clock, columns.Text, columns.Description, columns.Symbol)
                .Select(r => new Row(
                    r.Line,
                    r.Cells[2],
                    PublicationStamps.Normalise(r.Cells[1].Length > 0 ? $"{r.Cells[0]} {r.Cells[1]}" : r.Cells[0]),
                    r.Cells[3],
                    r.Cells[4].ToUpperInvariant()
                )),
        ];

    private readonly record struct Row(int Line, string Text, string Date, string Description, string Symbol);

    /// <summary>Rows that are not headlines, by reason, with the first of each.</summary>
    private sealed class LeftOut(string fileName)
    {
        private readonly Dictionary<string, (int Count, int Line, string Value)> _reasons = new(StringComparer.Ordinal);

        public int Empty { get; set; }

        public void Add(string reason, int line, string value) =>
            _reasons[reason] = _reasons.TryGetValue(reason, out var known) ? known with { Count = known.Count + 1 } : (1, line, value);

        public void RefuseMost(int read)
        {
            if (read > 0 && _reasons.Values.Sum(r => r.Count) <= read)
                return;
            if (_reasons.Count == 0)
                throw new ImportException(fileName, null, null, "it has no headlines", "Give a file with a row for each headline");
            var (reason, (count, line, value)) = _reasons.MaxBy(r => r.Value.Count);
            throw new ImportException(
                fileName,
                line,
                value,
                string.Create(CultureInfo.InvariantCulture, $"most rows cannot be used: {count:N0} are {reason}, {read:N0} can be read"),
                "Check the columns and the form of the dates"
            );
        }

        public IEnumerable<string> Notes(int read)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{fileName}: {read:N0} headlines were read{(Empty == 0 ? "" : $"; {Empty:N0} rows are empty")}"
            );
            foreach (var (reason, (count, line, value)) in _reasons.OrderBy(r => r.Key, StringComparer.Ordinal))
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{fileName}: {count:N0} rows {reason} are left out, the first in line {line} ('{Shortened(value)}')"
                );
        }

        private static string Shortened(string value) => value.Length <= 60 ? value : value[..59] + "…";
    }
}
