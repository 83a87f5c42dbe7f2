using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Simulator.Import.Formats;

/// <summary>
/// Writes a table as UTF-8 CSV: a line of headings, then the rows; a point in numbers, ISO 8601 in times. Line k + 1 is row k.
/// </summary>
internal sealed class TableText(long maxBytes)
{
    /// <summary>Separator of the fields.</summary>
    public const char Separator = ',';

    /// <summary>Decimal mark of the numbers.</summary>
    public const char DecimalMark = '.';

    /// <summary>Columns at most: as many as the reader of tables takes.</summary>
    public const int MaxColumns = 2048;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 16);
    private readonly HashSet<int> _textColumns = [];
    private bool _hasMarks;
    private bool _inRow;
    private int _column;

    /// <summary>Rows written, the headings included.</summary>
    public int Rows { get; private set; }

    /// <summary>
    /// Columns with text below their headings, if a comma or a point stands in any: numbers among it may be written in any way. Else none.
    /// </summary>
    public IReadOnlySet<int> TextColumns => _hasMarks ? _textColumns : new HashSet<int>();

    /// <summary>The text.</summary>
    public ReadOnlyMemory<byte> Utf8 => _bytes.WrittenMemory;

    /// <summary>Writes the headings.</summary>
    /// <exception cref="TableProblem">Too many.</exception>
    public void Headings(IReadOnlyCollection<string> names)
    {
        if (names.Count > MaxColumns)
            throw new TableProblem(
                FormattableString.Invariant($"the table has {names.Count} columns; the limit is {MaxColumns}"),
                "Keep only the columns that you need"
            );
        foreach (var name in names)
            Text(name);
        EndRow();
    }

    /// <summary>A cell without a value.</summary>
    public void Blank() => Begin();

    /// <summary>A cell of text, quoted where needed; line ends become blanks.</summary>
    public void Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    /// <summary>A cell of UTF-8 text, quoted where needed; line ends become blanks.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        Begin();
        if (Rows > 0 && !text.IsEmpty)
        {
            _textColumns.Add(_column);
            _hasMarks |= text.IndexOfAny((byte)',', (byte)'.') >= 0;
        }
        if (text.IndexOfAny(",\"\r\n"u8) < 0)
        {
            _bytes.Write(text);
            return;
        }
        _bytes.Write("\""u8);
        foreach (var b in text)
        {
            if (b == (byte)'"')
                _bytes.Write("\""u8);
            _bytes.Write([b is (byte)'\r' or (byte)'\n' ? (byte)' ' : b]);
        }
        _bytes.Write("\""u8);
    }

    /// <summary>A cell with a number that is written with a point already.</summary>
    public void Written(ReadOnlySpan<byte> number)
    {
        Begin();
        _bytes.Write(number);
    }

    /// <summary>A cell with a number that reads back to the same bits; NaN and the infinities are no value.</summary>
    public void Number(double number)
    {
        Begin();
        if (!double.IsFinite(number))
            return;
        var span = _bytes.GetSpan(40);
        Utf8Formatter.TryFormat(number, span, out var written);
        _bytes.Advance(written);
    }

    /// <summary>A cell with a number of single precision, as short as it is written there.</summary>
    public void Number(float number)
    {
        Begin();
        if (!float.IsFinite(number))
            return;
        var span = _bytes.GetSpan(40);
        Utf8Formatter.TryFormat(number, span, out var written);
        _bytes.Advance(written);
    }

    /// <summary>A cell with a whole number.</summary>
    public void Number(long number)
    {
        Begin();
        var span = _bytes.GetSpan(24);
        Utf8Formatter.TryFormat(number, span, out var written);
        _bytes.Advance(written);
    }

    /// <summary>A cell with a decimal number.</summary>
    public void Number(decimal number)
    {
        Begin();
        var span = _bytes.GetSpan(40);
        Utf8Formatter.TryFormat(number, span, out var written);
        _bytes.Advance(written);
    }

    /// <summary>A cell with a date.</summary>
    public void Date(DateOnly date) => Stamp(date.ToDateTime(TimeOnly.MinValue).Ticks, null, withTime: false);

    /// <summary>A cell with a time on a clock that the file does not name.</summary>
    /// <param name="ticks">Ticks on that clock.</param>
    public void LocalTime(long ticks) => Stamp(ticks, null);

    /// <summary>A cell with an instant, written in its zone with the zone's offset; in UTC where there is none.</summary>
    /// <param name="utcTicks">Ticks in UTC.</param>
    /// <param name="zone">The zone that the file names, or null.</param>
    public void Instant(long utcTicks, TimeZoneInfo? zone)
    {
        var offset = zone?.GetUtcOffset(new DateTime(utcTicks, DateTimeKind.Utc)) ?? TimeSpan.Zero;
        Stamp(utcTicks + offset.Ticks, zone is null ? TimeSpan.Zero : offset);
    }

    /// <summary>Ends the row.</summary>
    /// <exception cref="TableProblem">The table is larger than allowed.</exception>
    public void EndRow()
    {
        _bytes.Write("\n"u8);
        _inRow = false;
        Rows++;
        RefuseLarger(_bytes.WrittenCount, maxBytes);
    }

    /// <summary>Throws when a size is above a limit.</summary>
    /// <exception cref="TableProblem">It is.</exception>
    public static void RefuseLarger(long bytes, long maxBytes)
    {
        if (bytes > maxBytes)
            throw new TableProblem(
                FormattableString.Invariant($"the table is larger than the limit of {maxBytes / 1048576.0:0.#} MiB"),
                "Split it by year, or remove columns that are not needed"
            );
    }

    private void Stamp(long ticks, TimeSpan? offset, bool withTime = true)
    {
        Begin();
        if (ticks is < 0 or > 3155378975999999999L)
            return;
        var time = new DateTime(ticks);
        var span = _bytes.GetSpan(40);
        var format =
            !withTime ? "yyyy-MM-dd"
            : ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss"
            : "yyyy-MM-ddTHH:mm:ss.fffffff";
        time.TryFormat(span, out var written, format, System.Globalization.CultureInfo.InvariantCulture);
        _bytes.Advance(written);
        if (offset is not { } ahead)
            return;
        if (ahead == TimeSpan.Zero)
        {
            _bytes.Write("Z"u8);
            return;
        }
        var size = ahead.Duration();
        _bytes.Write(
            Encoding.ASCII.GetBytes(FormattableString.Invariant($"{(ahead < TimeSpan.Zero ? '-' : '+')}{size.Hours:00}:{size.Minutes:00}"))
        );
    }

    private void Begin()
    {
        if (_inRow)
            _bytes.Write(","u8);
        _column = _inRow ? _column + 1 : 0;
        _inRow = true;
    }
}
