namespace Simulator.Import;

/// <summary>
/// A table in which quoted cells may hold line ends, as titles on web pages do: each row becomes one line, so that
/// <see cref="RowReader"/> can read it.
/// </summary>
/// <param name="Utf8">The text, its line ends inside of cells replaced by blanks.</param>
/// <param name="Lines">[row] the line of the file at which it begins, from 1.</param>
internal sealed record QuotedLines(byte[] Utf8, int[] Lines)
{
    private const int LongestCell = 1 << 16;

    /// <summary>Joins the lines of a text. A quote that is never closed is taken for a letter.</summary>
    public static QuotedLines Of(ReadOnlySpan<byte> text, byte separator, byte lineEnd)
    {
        var joined = text.ToArray();
        var lines = new List<int>();
        var (line, isCellStart, isLineStart) = (1, true, true);
        for (var i = 0; i < joined.Length; i++)
        {
            if (isLineStart)
                lines.Add(line);
            isLineStart = false;
            if (isCellStart && joined[i] == (byte)'"' && End(text, i + 1, separator) is { } end)
            {
                for (; i < end; i++)
                {
                    line += joined[i] == lineEnd ? 1 : 0;
                    if (joined[i] is (byte)'\n' or (byte)'\r')
                        joined[i] = (byte)' ';
                }
                isCellStart = false;
                continue;
            }
            if (joined[i] == lineEnd)
                (line, isLineStart, isCellStart) = (line + 1, true, true);
            else
                isCellStart = joined[i] == separator || (isCellStart && joined[i] == (byte)' ');
        }
        return new QuotedLines(joined, [.. lines]);
    }

    // Where the closing quote stands: the first that is not doubled and ends its cell.
    private static int? End(ReadOnlySpan<byte> text, int from, byte separator)
    {
        var last = Math.Min(text.Length, from + LongestCell);
        for (var i = from; i < last; i++)
        {
            if (text[i] != (byte)'"')
                continue;
            if (i + 1 < last && text[i + 1] == (byte)'"')
                i++;
            else if (EndsCell(text[(i + 1)..], separator))
                return i;
        }
        return null;
    }

    private static bool EndsCell(ReadOnlySpan<byte> rest, byte separator)
    {
        rest = rest.TrimStart((byte)' ');
        return rest.IsEmpty || rest[0] == separator || rest[0] is (byte)'\n' or (byte)'\r';
    }
}
