using System.Text;

namespace Simulator.Import;

/// <summary>One line of the head, as text.</summary>
internal sealed record HeadLine(int Line, string[] Cells);

/// <summary>The first lines of a file under one separator: enough to understand the layout without reading the file.</summary>
internal sealed record FileHead(byte Separator, byte LineEnd, IReadOnlyList<HeadLine> Lines)
{
    private const int LinesRead = 80;
    private const int BytesRead = 1 << 18;
    private const int LongestCell = 200;

    private static readonly byte[] s_separators = [(byte)'\t', (byte)';', (byte)'|', (byte)','];

    /// <summary>Reads the head with the separator that splits its lines most evenly.</summary>
    public static FileHead Read(ReadOnlySpan<byte> text, char? separator)
    {
        var lineEnd = RowReader.LineEndOf(text);
        text = text[..Math.Min(text.Length, BytesRead)];
        separator ??= Said(text);
        if (separator is { } given)
            return new FileHead((byte)given, lineEnd, Split(text, (byte)given, lineEnd));
        foreach (var candidate in s_separators)
        {
            var lines = Split(text, candidate, lineEnd);
            if (candidate == (byte)',' || SplitsEvenly(lines))
                return new FileHead(candidate, lineEnd, lines);
        }
        throw new InvalidOperationException("the comma must be the last candidate");
    }

    // Excel's first line "sep=;".
    private static char? Said(ReadOnlySpan<byte> text)
    {
        var line = text.TrimStart("\"' "u8);
        return line.Length > 5 && Ascii.EqualsIgnoreCase(line[..4], "sep=") && line[4] is (byte)';' or (byte)',' or (byte)'\t' or (byte)'|'
            ? (char)line[4]
            : null;
    }

    /// <summary>Fields that most lines have.</summary>
    public static int FieldsOf(IEnumerable<HeadLine> lines) =>
        lines
            .GroupBy(l => l.Cells.Length)
            .OrderByDescending(g => g.Count())
            .ThenByDescending(g => g.Key)
            .Select(g => g.Key)
            .FirstOrDefault();

    private static bool SplitsEvenly(List<HeadLine> lines)
    {
        var counts = lines.GroupBy(l => l.Cells.Length).OrderByDescending(g => g.Count()).First();
        return counts.Key > 1 && counts.Count() * 10 >= lines.Count * 6;
    }

    private static List<HeadLine> Split(ReadOnlySpan<byte> text, byte separator, byte lineEnd)
    {
        var lines = new List<HeadLine>();
        var reader = new RowReader(text, separator, lineEnd);
        while (lines.Count < LinesRead && reader.Read())
        {
            if (reader.IsBlank)
                continue;
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Encoding.UTF8.GetString(reader[i][..Math.Min(reader[i].Length, LongestCell)]);
            lines.Add(new HeadLine(reader.Line, cells));
        }
        return lines.Count > 0 ? lines : [new HeadLine(1, [""])];
    }
}
