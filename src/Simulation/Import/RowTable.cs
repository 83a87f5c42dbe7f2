using System.Text;

namespace Simulator.Import;

/// <summary>
/// A file as rows of cells under headings, whatever its columns mean: CSV in any encoding and with any separator, JSON, Parquet or
/// Feather, packed or not.
/// </summary>
public sealed class RowTable
{
    private const int HeadRows = 80;

    private readonly List<string[]> _cells = [];
    private readonly List<int> _lines = [];

    private RowTable(string fileName, string[] headings) => (FileName, Headings) = (fileName, headings);

    /// <summary>The file as the user knows it.</summary>
    public string FileName { get; }

    /// <summary>Headings, made different where they repeat; “column 3” where there is none.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>Rows below the headings, blank lines left out.</summary>
    public int Count => _cells.Count;

    /// <summary>Decimal mark of its numbers: <c>.</c> or <c>,</c>.</summary>
    public char DecimalMark { get; private init; } = '.';

    /// <summary>1-based line of a row in the text of the file.</summary>
    public int LineOf(int row) => _lines[row];

    /// <summary>A cell without blanks and quotes around it; empty where the row is shorter.</summary>
    public string this[int row, int column] => column < _cells[row].Length ? _cells[row][column] : "";

    /// <summary>A cell as a number; NaN where it is none.</summary>
    public double Number(int row, int column) =>
        Cells.TryNumber(Encoding.UTF8.GetBytes(this[row, column]), (byte)DecimalMark, out var value) ? value : double.NaN;

    /// <summary>Place of a heading, upper and lower case alike; −1 where there is none.</summary>
    public int Find(string heading)
    {
        for (var i = 0; i < Headings.Count; i++)
        {
            if (Headings[i].Equals(heading, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    /// <summary>The moments that a column holds, as ticks of the file's own clock; null where a cell is no date.</summary>
    /// <remarks>Null as a whole where most cells of the first rows are no dates of one form.</remarks>
    public long?[]? Times(int column)
    {
        HeadLine[] head = [.. Enumerable.Range(0, Math.Min(Count, HeadRows)).Select(r => new HeadLine(_lines[r], _cells[r]))];
        if (DateDetection.Of(head, Headings, column) is not { } found)
            return null;
        var times = TimesOf(column, found.TimeColumn, found.Shape);
        // The first rows may leave open which of day and month comes first; a number above 12 further down does not.
        StampShape? other = found.Shape switch
        {
            StampShape.MonthFirst => StampShape.DayFirst,
            StampShape.DayFirst => StampShape.MonthFirst,
            _ => null,
        };
        if (other is { } shape && Array.Exists(times, t => t is null) && TimesOf(column, found.TimeColumn, shape) is var swapped)
            return swapped.Count(t => t is not null) > times.Count(t => t is not null) ? swapped : times;
        return times;
    }

    private long?[] TimesOf(int column, int timeColumn, StampShape shape)
    {
        var times = new long?[Count];
        for (var r = 0; r < times.Length; r++)
        {
            if (!Stamps.TryParse(Encoding.UTF8.GetBytes(this[r, column]), shape, out var stamp))
                continue;
            times[r] = stamp.Local;
            if (timeColumn >= 0 && Stamps.TryTime(Encoding.UTF8.GetBytes(this[r, timeColumn]), out var ticks, out _))
                times[r] += ticks;
        }
        return times;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="fileName">Its name as the user knows it.</param>
    /// <param name="maxBytes">Largest text, after decompression.</param>
    /// <param name="mostRows">Most rows.</param>
    /// <exception cref="ImportException">It is no table: empty, binary, damaged, too large, or without rows below its headings.</exception>
    public static RowTable Read(byte[] content, string fileName, long maxBytes = CsvImport.DefaultMaxBytes, int mostRows = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        var source = SourceText.Open(content, fileName, maxBytes, null);
        var head = FileHead.Read(source.Utf8.Span, source.IsTable ? Formats.TableText.Separator : null);
        var joined = QuotedLines.Of(source.Utf8.Span, head.Separator, head.LineEnd);
        var reader = new RowReader(joined.Utf8, head.Separator, head.LineEnd);
        RowTable? table = null;
        while (reader.Read())
        {
            if (reader.IsBlank)
                continue;
            if (reader.FieldsBeyond > 0)
                throw new ImportException(
                    fileName,
                    joined.Lines[reader.Line - 1],
                    null,
                    FormattableString.Invariant($"has more than {RowReader.MaxFields:N0} columns"),
                    "Keep only the columns that are needed"
                );
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Encoding.UTF8.GetString(reader[i]);
            if (table is null)
            {
                table = new RowTable(fileName, Named(cells)) { DecimalMark = MarkOf(source, head) };
                continue;
            }
            if (table.Count == mostRows)
                throw new ImportException(
                    fileName,
                    joined.Lines[reader.Line - 1],
                    null,
                    FormattableString.Invariant($"has more than {mostRows:N0} rows"),
                    "Give a part of it"
                );
            table._cells.Add(cells);
            table._lines.Add(joined.Lines[reader.Line - 1]);
        }
        if (table is null || table.Count == 0)
            throw new ImportException(
                fileName,
                null,
                null,
                "there is no row below the headings",
                "Give a table whose first line names the columns"
            );
        return table;
    }

    private static char MarkOf(SourceText source, FileHead head) =>
        source.IsTable || head.Lines.Count < 2
            ? '.'
            : (char)DecimalMarks.Detect(source.Utf8.Span, [.. head.Lines.Skip(1)], new DateColumn(-1, -1, default), head).Mark;

    private static string[] Named(string[] cells)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var names = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var name = cells[i].TrimStart('#').Trim() is { Length: > 0 } given ? given : FormattableString.Invariant($"column {i + 1}");
            seen[name] = seen.GetValueOrDefault(name) + 1;
            names[i] = seen[name] == 1 ? name : FormattableString.Invariant($"{name} ({seen[name]})");
        }
        return names;
    }
}
