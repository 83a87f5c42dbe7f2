using System.Globalization;
using Simulator.Markets;
using Simulator.Quality;

namespace Simulator.Import;

/// <summary>
/// Decides which rows of a series are bars, in time order. Skipped and listed are rows without a complete or positive price and rows
/// whose timestamp another row repeats; where two rows of one timestamp disagree neither is used, because it is unknown which is right.
/// </summary>
internal sealed class RowSelection
{
    private const int FewBreaks = 3;
    private const double BreakShare = 0.05;

    private readonly SeriesBuffer _buffer;
    private readonly List<ExcludedRow> _excluded;
    private readonly string _fileName;
    private readonly bool _withOffsets;

    private RowSelection(SeriesBuffer buffer, Table table, string fileName) =>
        (_buffer, _excluded, _withOffsets, _fileName) = (buffer, table.Excluded, table.Zones.HasOffsets, fileName);

    /// <summary>Indices into the buffer, oldest first.</summary>
    public int[] Rows { get; private set; } = [];

    /// <summary>False when open, high or low are missing in most rows, so that only closes are taken.</summary>
    public bool HasOhlc { get; private set; }

    /// <summary>Direction of the file.</summary>
    public RowOrder Order { get; private set; }

    /// <summary>What was found on the way.</summary>
    public List<QualityFinding> Findings { get; } = [];

    /// <summary>Selects the bars of a series.</summary>
    /// <exception cref="ImportException">The rows are without any order.</exception>
    public static RowSelection Of(SeriesBuffer buffer, SeriesKind kind, Table table, string fileName)
    {
        var selection = new RowSelection(buffer, table, fileName);
        selection.DecideOhlc(kind);
        selection.KeepPriced(kind);
        selection.Sort();
        selection.DropRepeated();
        return selection;
    }

    private void DecideOhlc(SeriesKind kind)
    {
        HasOhlc = _buffer.Columns.HasOhlc;
        if (!HasOhlc)
            return;
        var partial = 0;
        for (var i = 0; i < _buffer.Count; i++)
            partial += Complete(i) && (kind != SeriesKind.Price || Positive(i)) || !(_buffer.Close[i] > 0) ? 0 : 1;
        if (partial * 2 <= _buffer.Count)
            return;
        HasOhlc = false;
        Findings.Add(
            new QualityFinding
            {
                Check = QualityCheck.HighLow,
                Severity = Severity.Warning,
                Count = partial,
                Rows = [],
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{partial} of {_buffer.Count} rows have a close but no usable open, high or low: only the closes are used"
                ),
            }
        );
    }

    private bool Complete(int i) => !double.IsNaN(_buffer.Open[i]) && !double.IsNaN(_buffer.High[i]) && !double.IsNaN(_buffer.Low[i]);

    private bool Positive(int i) => _buffer.Open[i] > 0 && _buffer.High[i] > 0 && _buffer.Low[i] > 0;

    private void KeepPriced(SeriesKind kind)
    {
        var kept = new int[_buffer.Count];
        var n = 0;
        for (var i = 0; i < _buffer.Count; i++)
        {
            if (ReasonAgainst(i, kind) is { } reason)
                Exclude(i, reason);
            else
                kept[n++] = i;
        }
        Rows = n == kept.Length ? kept : kept[..n];
    }

    private string? ReasonAgainst(int i, SeriesKind kind)
    {
        if (_withOffsets != (_buffer.Offsets[i] != SeriesBuffer.NoOffset))
            return _withOffsets
                ? "its time has no offset from UTC, other rows have one"
                : "its time has an offset from UTC, most rows have none";
        if (HasOhlc && !Complete(i))
            return $"no "
                + $"{(double.IsNaN(_buffer.Open[i]) ? "open" : double.IsNaN(_buffer.High[i]) ? "high" : "low")} "
                + $"in a row with a close of {Number(_buffer.Close[i])}";
        if (kind == SeriesKind.Price && !(_buffer.Close[i] > 0))
            return $"close {Number(_buffer.Close[i])} {ExcludedRow.AtOrBelowZero}";
        if (kind == SeriesKind.Price && HasOhlc && !Positive(i))
        {
            var (field, value) =
                !(_buffer.Open[i] > 0) ? ("open", _buffer.Open[i])
                : !(_buffer.High[i] > 0) ? ("high", _buffer.High[i])
                : ("low", _buffer.Low[i]);
            return $"{field} {Number(value)} {ExcludedRow.AtOrBelowZero}";
        }
        return _buffer.Volume.Length > 0 && _buffer.Volume[i] < 0 ? $"volume {Number(_buffer.Volume[i])} is negative" : null;
    }

    private void Sort()
    {
        int up = 0,
            down = 0;
        for (var k = 1; k < Rows.Length; k++)
        {
            var step = _buffer.Key(Rows[k]).CompareTo(_buffer.Key(Rows[k - 1]));
            (up, down) = (up + (step > 0 ? 1 : 0), down + (step < 0 ? 1 : 0));
        }
        if (down > up)
            Array.Reverse(Rows);
        var breaks = Math.Min(up, down);
        Order =
            breaks > 0 ? RowOrder.Disordered
            : down > up ? RowOrder.NewestFirst
            : RowOrder.OldestFirst;
        if (breaks == 0)
            return;
        ReportBreaks(breaks);
        var keys = Array.ConvertAll(Rows, i => (_buffer.Key(i), _buffer.Lines[i]));
        Array.Sort(keys, Rows);
    }

    private void ReportBreaks(int breaks)
    {
        var at = new List<int>();
        for (var k = 1; k < Rows.Length; k++)
        {
            if (_buffer.Key(Rows[k]) < _buffer.Key(Rows[k - 1]))
                at.Add(_buffer.Lines[Rows[k]]);
        }
        at.Sort();
        var first = at[0];
        if (breaks > Math.Max(FewBreaks, Rows.Length * BreakShare))
        {
            throw new ImportException(
                _fileName,
                first,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the rows are not in order: {breaks} of {Rows.Length} " + $"dates are earlier than the date before"
                ),
                "Sort whole rows by date in the source; if the file has several series, name the column that distinguishes them 'Symbol'"
            );
        }
        Findings.Add(
            new QualityFinding
            {
                Check = QualityCheck.Disorder,
                Severity = Severity.Warning,
                Count = breaks,
                Rows = [.. at.Take(QualityFinding.MaxRows)],
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"the dates go back {breaks} times, first at line {first}: the rows were sorted by date"
                ),
            }
        );
    }

    private void DropRepeated()
    {
        var n = 0;
        var repeated = new List<int>();
        var conflicting = 0;
        for (var k = 0; k < Rows.Length; )
        {
            var end = k + 1;
            while (end < Rows.Length && _buffer.Key(Rows[end]) == _buffer.Key(Rows[k]))
                end++;
            var agree = true;
            for (var j = k + 1; j < end; j++)
                agree &= SamePrices(Rows[k], Rows[j]);
            if (agree)
                Rows[n++] = Rows[k];
            for (var j = agree ? k + 1 : k; j < end; j++)
            {
                var other = j == k ? Rows[k + 1] : Rows[k];
                repeated.Add(_buffer.Lines[Rows[j]]);
                Exclude(
                    Rows[j],
                    agree
                        ? $"repeats line {Line(other)}"
                        : $"same time as line {Line(other)} with other prices "
                            + $"({Number(_buffer.Close[Rows[j]])} and {Number(_buffer.Close[other])}): neither "
                            + $"is used"
                );
            }
            conflicting += agree ? 0 : end - k;
            k = end;
        }
        if (repeated.Count == 0)
            return;
        Rows = Rows[..n];
        repeated.Sort();
        Findings.Add(
            new QualityFinding
            {
                Check = QualityCheck.Duplicate,
                Severity = conflicting > 0 ? Severity.Error : Severity.Warning,
                Count = repeated.Count,
                Rows = [.. repeated.Take(QualityFinding.MaxRows)],
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{repeated.Count} rows repeat the time of another row ({conflicting} "
                        + $"with other prices): skipped, first line {repeated[0]}"
                ),
            }
        );
    }

    private bool SamePrices(int a, int b) =>
        _buffer.Close[a].Equals(_buffer.Close[b])
        && (
            !HasOhlc
            || (_buffer.Open[a].Equals(_buffer.Open[b]) && _buffer.High[a].Equals(_buffer.High[b]) && _buffer.Low[a].Equals(_buffer.Low[b]))
        );

    private string Line(int row) => _buffer.Lines[row].ToString(CultureInfo.InvariantCulture);

    private void Exclude(int row, string reason) => _excluded.Add(new ExcludedRow(_buffer.Lines[row], _buffer.Symbol, reason));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
