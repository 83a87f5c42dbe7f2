using System.Globalization;
using System.Text;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Derivation.News;

/// <summary>The headlines of a document, and what its reader should know.</summary>
internal sealed record HeadlineFile(IReadOnlyList<Headline> Headlines, IReadOnlyList<string> Notes)
{
    private static readonly byte[] s_separators = [(byte)',', (byte)'\t', (byte)';', (byte)'|'];

    /// <summary>Reads a document.</summary>
    /// <exception cref="ImportException">No table of headlines, dates in doubt, or most rows cannot be read.</exception>
    public static HeadlineFile Read(SourceDocument document, NewsChoices choices, MarketCalendar calendar)
    {
        var source = SourceText.Open(document.Content, document.Name, CsvImport.DefaultMaxBytes, null);
        var text = source.Utf8.Span;
        var lineEnd = RowReader.LineEndOf(text);
        var (separator, headings) = s_separators
            .Select(s => (Separator: s, Headings: Headings(source.Utf8.Span, s, lineEnd)))
            .MaxBy(s => (HeadlineColumns.Known(s.Headings), s.Headings.Count));
        var columns = HeadlineColumns.Of(document.Name, headings, choices);
        var rows = Rows(text, separator, lineEnd, columns);
        var order = DayOrder.Of(document.Name, rows.Where(r => r.Text.Length > 0).Select(r => (r.Line, r.Date)), choices.DayFirst);
        var clock = new NewsClockReading(document.Name, choices.Zone ?? InHeading(headings, columns), calendar);
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
            else if (!NewsStamps.TryPlain(row.Date, out var stamp) && !order.TryRead(row.Date, out stamp))
                left.Add("whose date cannot be read", row.Line, row.Date);
            else
                headlines.Add(new Headline(row.Text, row.Description, row.Symbol, clock.Of(stamp, row.Line, row.Date)));
        }
        left.RefuseMost(headlines.Count);
        return new HeadlineFile(headlines, [.. left.Notes(headlines.Count), .. order.Notes, .. clock.Notes]);
    }

    private static List<string> Headings(ReadOnlySpan<byte> text, byte separator, byte lineEnd)
    {
        var reader = new RowReader(text, separator, lineEnd);
        while (reader.Read())
        {
            if (reader.IsBlank)
                continue;
            var names = new List<string>(reader.FieldCount);
            for (var i = 0; i < reader.FieldCount; i++)
                names.Add(Encoding.UTF8.GetString(reader[i]));
            return names;
        }
        return [];
    }

    private static TimeZoneInfo? InHeading(List<string> headings, HeadlineColumns columns)
    {
        foreach (var column in new[] { columns.Time, columns.Clock }.Where(c => c >= 0))
        {
            if (ZoneNames.InHeading(headings[column]) is { } said)
                return said.Zone ?? WrittenOffsets.FixedZone(said.Minutes);
        }
        return null;
    }

    private static List<Row> Rows(ReadOnlySpan<byte> text, byte separator, byte lineEnd, HeadlineColumns columns)
    {
        var joined = QuotedLines.Of(text, separator, lineEnd);
        var reader = new RowReader(joined.Utf8, separator, lineEnd);
        var rows = new List<Row>();
        var isHeading = true;
        while (reader.Read())
        {
            if (reader.IsBlank)
                continue;
            if (isHeading)
            {
                isHeading = false;
                continue;
            }
            var date = Cell(reader[columns.Time]);
            if (columns.Clock >= 0 && Cell(reader[columns.Clock]) is { Length: > 0 } clock)
                date = $"{date} {clock}";
            rows.Add(
                new Row(
                    joined.Lines[reader.Line - 1],
                    Cell(reader[columns.Text]),
                    NewsStamps.Normalise(date),
                    columns.Description < 0 ? "" : Cell(reader[columns.Description]),
                    columns.Symbol < 0 ? "" : Cell(reader[columns.Symbol]).ToUpperInvariant()
                )
            );
        }
        return rows;
    }

    private static string Cell(ReadOnlySpan<byte> cell) =>
        Cells.MissingMark(cell) >= 0 ? "" : Encoding.UTF8.GetString(cell).Replace("\"\"", "\"", StringComparison.Ordinal).Trim();

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
