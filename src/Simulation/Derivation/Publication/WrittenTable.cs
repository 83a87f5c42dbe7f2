using System.Text;
using Simulator.Import;

namespace Simulator.Derivation.Publication;

/// <summary>A row of a table.</summary>
/// <param name="Line">Line of the file at which it begins, from 1.</param>
/// <param name="Cells">The cells that were asked for; empty where a column or a value is missing.</param>
internal readonly record struct WrittenRow(int Line, string[] Cells);

/// <summary>A document that is a table with headings, cells as they were written.</summary>
internal sealed class WrittenTable
{
    private static readonly byte[] s_separators = [(byte)',', (byte)'\t', (byte)';', (byte)'|'];

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly byte _separator;
    private readonly byte _lineEnd;

    private WrittenTable(ReadOnlyMemory<byte> utf8, byte separator, byte lineEnd, List<string> headings) =>
        (_utf8, _separator, _lineEnd, Headings) = (utf8, separator, lineEnd, headings);

    /// <summary>The headings of its columns; empty of an empty document.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>Opens a document. Its separator is the one under which most headings are known.</summary>
    /// <param name="document">The document.</param>
    /// <param name="known">How many of some headings are known.</param>
    /// <exception cref="ImportException">It is no text.</exception>
    public static WrittenTable Open(SourceDocument document, Func<IReadOnlyList<string>, int> known)
    {
        var source = SourceText.Open(document.Content, document.Name, CsvImport.DefaultMaxBytes, null);
        var lineEnd = RowReader.LineEndOf(source.Utf8.Span);
        var (separator, headings) = s_separators
            .Select(s => (Separator: s, Headings: HeadingsOf(source.Utf8.Span, s, lineEnd)))
            .MaxBy(s => (known(s.Headings), s.Headings.Count));
        return new WrittenTable(source.Utf8, separator, lineEnd, headings);
    }

    /// <summary>The rows below the headings.</summary>
    /// <param name="columns">Which cells; −1 for a column that there is not.</param>
    public List<WrittenRow> Rows(params int[] columns)
    {
        var joined = QuotedLines.Of(_utf8.Span, _separator, _lineEnd);
        var reader = new RowReader(joined.Utf8, _separator, _lineEnd);
        var rows = new List<WrittenRow>();
        var isHeading = true;
        while (reader.Read())
        {
            if (reader.IsBlank)
                continue;
            if (!isHeading)
            {
                var cells = new string[columns.Length];
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = columns[i] < 0 ? "" : Cell(reader[columns[i]]);
                rows.Add(new WrittenRow(joined.Lines[reader.Line - 1], cells));
            }
            isHeading = false;
        }
        return rows;
    }

    private static List<string> HeadingsOf(ReadOnlySpan<byte> text, byte separator, byte lineEnd)
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

    private static string Cell(ReadOnlySpan<byte> cell) =>
        Cells.MissingMark(cell) >= 0 ? "" : Encoding.UTF8.GetString(cell).Replace("\"\"", "\"", StringComparison.Ordinal).Trim();
}
