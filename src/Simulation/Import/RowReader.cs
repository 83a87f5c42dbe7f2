namespace Simulator.Import;

/// <summary>
/// Reads UTF-8 text line by line and splits lines into fields without copying. A quoted field may hold the separator but no line end:
/// a quote that is never closed then costs one line, not the rest of the file.
/// </summary>
internal ref struct RowReader(ReadOnlySpan<byte> text, byte separator, byte lineEnd)
{
    /// <summary>Fields kept of a line; <see cref="FieldsBeyond"/> counts the rest.</summary>
    public const int MaxFields = 2048;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly byte _separator = separator;
    private readonly byte _lineEnd = lineEnd;
    private readonly int[] _bounds = new int[2 * MaxFields];
    private int _next;

    /// <summary>1-based line of the current row.</summary>
    public int Line { get; private set; }

    /// <summary>Fields of the current row.</summary>
    public int FieldCount { get; private set; }

    /// <summary>Fields of the current row beyond those that are kept; quotes are not looked at.</summary>
    public int FieldsBeyond { get; private set; }

    /// <summary>The current row holds nothing but blanks.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _next;

    /// <summary>Field <paramref name="index"/> without surrounding blanks and quotes; empty past the end.</summary>
    public readonly ReadOnlySpan<byte> this[int index] =>
        index < FieldCount ? _text[_bounds[2 * index].._bounds[(2 * index) + 1]] : default;

    /// <summary>The line end a text uses: LF, or CR alone.</summary>
    public static byte LineEndOf(ReadOnlySpan<byte> text)
    {
        var head = text[..Math.Min(text.Length, 1 << 16)];
        return head.IndexOf((byte)'\n') < 0 && head.IndexOf((byte)'\r') >= 0 ? (byte)'\r' : (byte)'\n';
    }

    /// <summary>Goes to the next line; false at the end.</summary>
    public bool Read()
    {
        if (_next >= _text.Length)
            return false;
        var start = _next;
        var length = _text[start..].IndexOf(_lineEnd);
        _next = length < 0 ? _text.Length : start + length + 1;
        var end = length < 0 ? _text.Length : start + length;
        Line++;
        var line = _text[start..end];
        IsBlank = line.TrimEnd(" \t\r"u8).IsEmpty;
        (FieldCount, FieldsBeyond) = (0, 0);
        if (line.Contains((byte)'"'))
            SplitQuoted(start, end);
        else
            SplitPlain(start, end);
        return true;
    }

    private void SplitPlain(int start, int end)
    {
        while (FieldCount < MaxFields)
        {
            var at = _text[start..end].IndexOf(_separator);
            if (at < 0)
            {
                Add(start, end);
                return;
            }
            Add(start, start + at);
            start += at + 1;
        }
        FieldsBeyond = _text[start..end].Count(_separator) + 1;
    }

    private void SplitQuoted(int start, int end)
    {
        while (FieldCount < MaxFields)
        {
            var from = start;
            while (from < end && _text[from] == (byte)' ')
                from++;
            var stop = from < end && _text[from] == (byte)'"' ? ClosingQuote(from + 1, end) : from;
            var at = _text[stop..end].IndexOf(_separator);
            var fieldEnd = at < 0 ? end : stop + at;
            Add(start, fieldEnd);
            if (at < 0)
                return;
            start = fieldEnd + 1;
        }
        FieldsBeyond = _text[start..end].Count(_separator) + 1;
    }

    private readonly int ClosingQuote(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (_text[i] != (byte)'"')
                continue;
            if (i + 1 < end && _text[i + 1] == (byte)'"')
                i++;
            else
                return i;
        }
        return end;
    }

    private void Add(int start, int end)
    {
        while (start < end && IsBlankByte(_text[start]))
            start++;
        while (end > start && IsBlankByte(_text[end - 1]))
            end--;
        if (end - start >= 2 && _text[start] == (byte)'"' && _text[end - 1] == (byte)'"')
        {
            start++;
            end--;
            while (start < end && IsBlankByte(_text[start]))
                start++;
            while (end > start && IsBlankByte(_text[end - 1]))
                end--;
        }
        _bounds[2 * FieldCount] = start;
        _bounds[(2 * FieldCount) + 1] = end;
        FieldCount++;
    }

    private static bool IsBlankByte(byte b) => b is (byte)' ' or (byte)'\r' or (byte)'\t';
}
