using System.Globalization;
using System.Text;

namespace Simulator.Import;

/// <summary>All rows of a file by series, and what was skipped.</summary>
internal sealed record Table(
    IReadOnlyList<SeriesBuffer> Series,
    List<ExcludedRow> Excluded,
    int Rows,
    int BlankLines,
    int[] Missing,
    bool HasTimes,
    bool HasFractions,
    WrittenZones Zones
);

/// <summary>What the rows say of their zone.</summary>
/// <param name="WithOffset">Rows that write how far their clock is from UTC, epoch numbers included.</param>
/// <param name="WithoutOffset">Rows that do not.</param>
/// <param name="Zone">The zone that rows name; null where none does.</param>
/// <param name="UnitChangeLine">First line whose epoch number has another unit than the first row's; 0 if none.</param>
internal readonly record struct WrittenZones(int WithOffset, int WithoutOffset, TimeZoneInfo? Zone, int UnitChangeLine)
{
    /// <summary>Whether offsets are written; a minority of rows that differ is left out.</summary>
    public bool HasOffsets => WithOffset > WithoutOffset;
}

/// <summary>Reads the rows under a layout in one pass over the bytes.</summary>
internal ref struct TableReader
{
    private const int JudgedAfter = 1000;

    private readonly SourceText _source;
    private readonly Layout _layout;
    private readonly List<SeriesBuffer> _buffers = [];
    private readonly Dictionary<string, SeriesBuffer> _bySymbol = new(StringComparer.Ordinal);
    private readonly List<ExcludedRow> _excluded = [];
    private readonly int[] _missing = new int[Cells.MissingMarks.Length];
    private readonly int _capacity;
    private RowReader _reader;
    private SeriesBuffer? _lastSymbol;
    private byte[] _lastSymbolText = [];
    private int _rows;
    private int _blank;
    private int _unusable;
    private bool _hasTimes;
    private int _withOffset;
    private int _withoutOffset;
    private int _greenwich;
    private TimeZoneInfo? _zone;
    private StampShape? _epochUnit;
    private int _unitChangeLine;
    private bool _hasFractions;

    private TableReader(SourceText source, Layout layout)
    {
        (_source, _layout) = (source, layout);
        _reader = new RowReader(source.Utf8.Span, layout.Separator, layout.LineEnd);
        var shown = layout.FirstRows.Count == 0 ? 20 : Math.Max(10, layout.FirstRows[^1].Sum(c => c.Length + 1));
        _capacity = Math.Clamp(source.Utf8.Length / shown, 64, 1 << 22);
        if (layout.SymbolColumn >= 0)
            return;
        foreach (var series in layout.Series)
            _buffers.Add(NewBuffer(series.Symbol, series));
    }

    /// <summary>Reads every row.</summary>
    /// <exception cref="ImportException">Most rows cannot be used.</exception>
    public static Table Read(SourceText source, Layout layout)
    {
        var reader = new TableReader(source, layout);
        reader.ReadRows();
        reader.SettleGreenwich();
        return new Table(
            reader._buffers,
            reader._excluded,
            reader._rows,
            reader._blank,
            reader._missing,
            reader._hasTimes,
            reader._hasFractions,
            new WrittenZones(reader._withOffset, reader._withoutOffset, reader._zone, reader._unitChangeLine)
        );
    }

    // "GMT" beside "BST" is London's winter time; alone it is UTC.
    private void SettleGreenwich()
    {
        if (_greenwich == 0 || _zone?.BaseUtcOffset != TimeSpan.Zero)
            return;
        foreach (var buffer in _buffers)
            buffer.TakeGreenwichAsStandard();
        (_withOffset, _withoutOffset) = (_withOffset - _greenwich, _withoutOffset + _greenwich);
    }

    private readonly SeriesBuffer NewBuffer(string symbol, SeriesColumns columns) =>
        new(symbol, columns, _layout.SymbolColumn < 0 ? _capacity : 64);

    private void ReadRows()
    {
        while (_reader.Read())
        {
            if (_reader.FieldsBeyond > 0)
                RefuseColumns();
            if (_reader.IsBlank)
                _blank++;
            else if (_reader.Line > _layout.HeaderLines)
                ReadRow();
        }
    }

    private readonly void RefuseColumns() =>
        throw new ImportException(
            _source.FileName,
            _reader.Line,
            null,
            FormattableString.Invariant(
                $"has {_reader.FieldCount + _reader.FieldsBeyond:N0} columns; at most {RowReader.MaxFields:N0} are read"
            ),
            "Split the file into several with fewer columns, or write one row per date and symbol"
        );

    private void ReadRow()
    {
        _rows++;
        if (!TryStamp(out var stamp))
            return;
        if (_layout.SymbolColumn < 0)
        {
            foreach (var buffer in _buffers)
                ReadSeries(buffer, stamp);
        }
        else
        {
            ReadSeries(BufferOfRow(), stamp);
        }
    }

    private bool TryStamp(out Stamp stamp)
    {
        var date = _reader[_layout.DateColumn];
        var parsed = _layout.Pattern is { } pattern
            ? TryPattern(date, pattern, out stamp)
            : Stamps.TryParse(date, _layout.Shape, out stamp);
        if (!parsed)
        {
            Exclude("", $"date '{Text(date)}' is not {_layout.DateFormat}");
            return false;
        }
        if (_layout.FileDate is { } day)
            stamp = stamp with { Local = stamp.Local + day.ToDateTime(TimeOnly.MinValue).Ticks };
        if (_layout.TimeColumn >= 0 && _layout.Pattern is null)
        {
            if (!Stamps.TryTime(_reader[_layout.TimeColumn], out var time, out var offset))
            {
                Exclude("", $"'{Text(_reader[_layout.TimeColumn])}' is not a time of day");
                return false;
            }
            stamp = new Stamp(stamp.Local + time, offset, true);
        }
        if (_layout.ZoneColumn >= 0 && stamp.Offset == default)
            stamp = stamp with { Offset = ZoneOfColumn() };
        if (!TryZoneOfRow(stamp))
            return false;
        if (_layout.Shape >= StampShape.EpochSeconds && _layout.Pattern is null)
            NoteUnit(date);
        _hasTimes |= stamp.HasTime;
        _hasFractions |= stamp.Local % TimeSpan.TicksPerSecond != 0;
        return true;
    }

    private readonly StampOffset ZoneOfColumn()
    {
        var cell = _reader[_layout.ZoneColumn];
        return ZoneNames.TryFind(cell, out var named) ? named
            : cell.IsEmpty ? default
            : Stamps.TryZone(Text(cell)) ?? default;
    }

    // One name of a zone for the whole file: two of them would be two clocks.
    private bool TryZoneOfRow(Stamp stamp)
    {
        if (stamp.Offset.Zone is { } zone)
        {
            _zone ??= zone;
            if (!_zone.Id.Equals(zone.Id, StringComparison.Ordinal))
            {
                Exclude("", $"its time zone is {zone.Id}, that of the rows before is {_zone.Id}");
                return false;
            }
        }
        _greenwich += stamp.Offset.IsGreenwich ? 1 : 0;
        if (stamp.Offset.IsWritten)
            _withOffset++;
        else
            _withoutOffset++;
        return true;
    }

    private void NoteUnit(ReadOnlySpan<byte> date)
    {
        var unit = Stamps.EpochShape(date);
        _epochUnit ??= unit;
        if (_unitChangeLine == 0 && unit != _epochUnit)
            _unitChangeLine = _reader.Line;
    }

    private readonly bool TryPattern(ReadOnlySpan<byte> date, string pattern, out Stamp stamp)
    {
        var text = Text(date);
        if (
            _layout.TimeColumn < 0
            && pattern.Contains(' ', StringComparison.Ordinal)
            && !text.Contains(' ', StringComparison.Ordinal)
            && _layout.DateColumn + 1 < _reader.FieldCount
        )
            text = $"{text} {Text(_reader[_layout.DateColumn + 1])}";
        var parsed = DateTime.TryParseExact(
            text,
            pattern,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces,
            out var time
        );
        stamp = new Stamp(time.Ticks, time.Kind == DateTimeKind.Utc ? StampOffset.Utc : default, time.TimeOfDay != TimeSpan.Zero);
        return parsed;
    }

    private SeriesBuffer BufferOfRow()
    {
        var cell = _reader[_layout.SymbolColumn];
        if (_lastSymbol is not null && cell.SequenceEqual(_lastSymbolText))
            return _lastSymbol;
        var symbol = SymbolNames.Clean(Text(cell));
        if (!_bySymbol.TryGetValue(symbol, out var buffer))
        {
            buffer = NewBuffer(symbol, _layout.Series[0]);
            _bySymbol.Add(symbol, buffer);
            _buffers.Add(buffer);
        }
        (_lastSymbol, _lastSymbolText) = (buffer, cell.ToArray());
        return buffer;
    }

    private void ReadSeries(SeriesBuffer buffer, Stamp stamp)
    {
        var columns = buffer.Columns;
        var (open, high, low, volume, adjusted, change) = (double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        if (!TryField(columns.Close, "close", buffer, out var close))
            return;
        if (
            columns.HasOhlc
            && !(
                TryField(columns.Open, "open", buffer, out open)
                && TryField(columns.High, "high", buffer, out high)
                && TryField(columns.Low, "low", buffer, out low)
            )
        )
            return;
        if (columns.Volume >= 0 && !TryField(columns.Volume, "volume", buffer, out volume))
            return;
        if (columns.AdjustedClose >= 0 && !TryField(columns.AdjustedClose, "adjusted close", buffer, out adjusted))
            return;
        if (columns.Change >= 0 && !Cells.TryNumber(_reader[columns.Change], _layout.DecimalMark, out change))
            change = double.NaN;
        if (double.IsNaN(close))
        {
            buffer.MissingRows++;
            if (columns.HasOhlc)
                Exclude(buffer.Symbol, $"no close ('{Text(_reader[columns.Close])}')", usable: true);
            return;
        }
        var values = new RowValues(open, high, low, close, volume, adjusted, change);
        if (columns.Ask is not null && !TryMid(buffer, ref values))
            return;
        if (_layout.PriceDivisor != 1)
            values = values with
            {
                Open = values.Open / _layout.PriceDivisor,
                High = values.High / _layout.PriceDivisor,
                Low = values.Low / _layout.PriceDivisor,
                Close = values.Close / _layout.PriceDivisor,
            };
        buffer.Add(stamp, _reader.Line, values);
    }

    private bool TryMid(SeriesBuffer buffer, ref RowValues values)
    {
        var ask = buffer.Columns.Ask!;
        if (
            !(
                TryField(ask[0], "ask open", buffer, out var open)
                && TryField(ask[1], "ask high", buffer, out var high)
                && TryField(ask[2], "ask low", buffer, out var low)
                && TryField(ask[3], "ask close", buffer, out var close)
            )
        )
            return false;
        values = values with
        {
            Open = (values.Open + open) / 2,
            High = (values.High + high) / 2,
            Low = (values.Low + low) / 2,
            Close = (values.Close + close) / 2,
        };
        return true;
    }

    /// <summary>A field's number, NaN where the cell has none; false, with the row excluded, where it is something else.</summary>
    private bool TryField(int column, string field, SeriesBuffer buffer, out double value)
    {
        var cell = _reader[column];
        if (Cells.TryNumber(cell, _layout.DecimalMark, out value))
            return true;
        value = double.NaN;
        var mark = Cells.MissingMark(cell);
        if (mark < 0)
        {
            Exclude(buffer.Symbol, $"{field} '{Text(cell)}' is no number");
            return false;
        }
        _missing[mark]++;
        return true;
    }

    /// <summary>Leaves a row out.</summary>
    /// <param name="symbol">The series, or empty when the row belongs to none.</param>
    /// <param name="reason">Why, with the value.</param>
    /// <param name="usable">True for a row that is sound but holds no price: many of those are no sign of a wrong layout.</param>
    private void Exclude(string symbol, string reason, bool usable = false)
    {
        _excluded.Add(new ExcludedRow(_reader.Line, symbol, reason));
        _unusable += usable ? 0 : 1;
        if (_unusable >= JudgedAfter && _unusable * 2L > _rows)
            throw MostlyBad(_source.FileName, _excluded, _rows);
    }

    /// <summary>The rejection of a file whose rows mostly cannot be used.</summary>
    public static ImportException MostlyBad(string fileName, IReadOnlyList<ExcludedRow> excluded, int rows) =>
        new(
            fileName,
            excluded[0].Line,
            null,
            FormattableString.Invariant($"{excluded.Count:N0} of {rows:N0} rows cannot be used; the first reason: {excluded[0].Reason}"),
            "Check that line; if the layout was detected wrongly, set the separator, decimal mark or date format"
        );

    private static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 80)]);
}
