using System.Numerics;

namespace Simulator.Rules.Columns;

/// <summary>
/// Sum of the last n known values divided by a number, every sum taken afresh from oldest to newest, as the moving average of the
/// catalogue does. Neighbouring windows are summed side by side, one in each lane of a vector, so that the order of every single sum,
/// and with it every bit, stays the same. Unknown values are passed over: the sum is unknown there, and windows count known bars only.
/// </summary>
internal sealed class SlidingSumColumn : ComputedColumn
{
    private readonly Column _input;
    private readonly int _bars;
    private readonly double _divisor;
    private readonly double[] _known;
    private readonly double[] _sums = new double[BlockLength];
    private int _kept;

    public SlidingSumColumn(Column input, int bars, double divisor, int history)
        : base(history)
    {
        (_input, _bars, _divisor) = (input, bars, divisor);
        _known = new double[bars - 1 + BlockLength];
    }

    protected override void Compute(int start, Span<double> values)
    {
        var x = _input.Block(values.Length);
        var count = _kept;
        foreach (var value in x)
        {
            _known[count] = value;
            count += double.IsFinite(value) ? 1 : 0;
        }
        if (_kept == _bars - 1 && count == _kept + x.Length)
            Sum(_known.AsSpan(0, count), values);
        else
            SumWithGaps(x, count, values);
        var keep = Math.Min(count, _bars - 1);
        _known.AsSpan(count - keep, keep).CopyTo(_known);
        _kept = keep;
    }

    private void SumWithGaps(ReadOnlySpan<double> x, int count, Span<double> values)
    {
        var windows = Math.Max(0, count - _bars + 1);
        Sum(_known.AsSpan(0, count), _sums.AsSpan(0, windows));
        var seen = _kept;
        for (var i = 0; i < values.Length; i++)
        {
            var isKnown = double.IsFinite(x[i]);
            seen += isKnown ? 1 : 0;
            values[i] = isKnown && seen >= _bars ? _sums[seen - _bars] : double.NaN;
        }
    }

    private void Sum(ReadOnlySpan<double> known, Span<double> sums)
    {
        var (i, lanes) = (0, Vector<double>.Count);
        var divisor = new Vector<double>(_divisor);
        for (; i + (4 * lanes) <= sums.Length; i += 4 * lanes)
        {
            var (a, b, c, d) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            var last = i + _bars;
            for (var j = i; j < last; j++)
            {
                a += new Vector<double>(known[j..]);
                b += new Vector<double>(known[(j + lanes)..]);
                c += new Vector<double>(known[(j + (2 * lanes))..]);
                d += new Vector<double>(known[(j + (3 * lanes))..]);
            }
            (a / divisor).CopyTo(sums[i..]);
            (b / divisor).CopyTo(sums[(i + lanes)..]);
            (c / divisor).CopyTo(sums[(i + (2 * lanes))..]);
            (d / divisor).CopyTo(sums[(i + (3 * lanes))..]);
        }
        for (; i < sums.Length; i++)
        {
            var sum = 0.0;
            foreach (var value in known.Slice(i, _bars))
                sum += value;
            sums[i] = sum / _divisor;
        }
    }
}
