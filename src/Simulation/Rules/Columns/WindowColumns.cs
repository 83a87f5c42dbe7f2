using Simulator.Indicators;
using Simulator.Numerics;

namespace Simulator.Rules.Columns;

/// <summary>The value a number of bars ago.</summary>
internal sealed class PastColumn(Column input, int bars, int history) : ComputedColumn(history)
{
    public override double NoiseFloor => input.NoiseFloor;

    public override double NoiseAt(int index) => Math.Max(base.NoiseAt(index), input.NoiseAt(index));

    protected override void Compute(int start, Span<double> values)
    {
        // A column of the series begins at bar 0; one that is computed keeps NaN for the bars before it.
        var unknown = Math.Clamp(bars - start, 0, values.Length);
        values[..unknown].Fill(double.NaN);
        if (unknown < values.Length)
            input.Data.AsSpan(input.Offset - bars + unknown, values.Length - unknown).CopyTo(values[unknown..]);
    }
}

/// <summary>
/// 1 where one value passes another: on the other side at the bar before and on this one now, both strictly; else 0. Equal up to rounding
/// is on neither side.
/// </summary>
internal sealed class CrossColumn(Column a, Column b, int history) : ComputedColumn(history)
{
    private readonly double _floor = a.NoiseFloor + b.NoiseFloor;
    private bool _wasBelow;

    protected override void Compute(int start, Span<double> values)
    {
        var x = a.Block(values.Length);
        var y = b.Block(values.Length);
        var i = 0;
        for (; i + 8 <= values.Length; i += 8)
        {
            var (above, below) = NearTie.Signs(a, b, x, y, i, _floor);
            Operation.TruthOf(above & ((below << 1) | (_wasBelow ? 1UL : 0)), values.Slice(i, 8));
            _wasBelow = (below >> 7) == 1;
        }
        for (; i < values.Length; i++)
        {
            var side = NearTie.Sign(a, b, x[i], y[i], i, _floor);
            values[i] = Operation.Truth(_wasBelow && side > 0);
            _wasBelow = side < 0;
        }
    }
}

/// <summary>Sum of the last known values; unknown values are skipped, and the sum is unknown at those bars.</summary>
internal sealed class SumColumn(Column input, int bars, int history) : ComputedColumn(history)
{
    private readonly SlidingSum _sum = new(bars);
    private double _largest;

    public override double NoiseFloor => bars * input.NoiseFloor;

    public override double NoiseAt(int index) => Math.Max(base.NoiseAt(index), bars * input.NoiseAt(index));

    protected override void Compute(int start, Span<double> values)
    {
        var x = input.Block(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(x[i]))
                _sum.Add(x[i]);
            values[i] = double.IsFinite(x[i]) && _sum.IsFull ? Operation.Known(_sum.Value) : double.NaN;
            if (double.IsFinite(x[i]))
                _largest = Math.Max(_largest, Math.Abs(x[i]));
            if (NearTie.IsRest(values[i], _largest))
                values[i] = Ties.Difference(values[i], 0, bars * input.NoiseAt(i));
        }
    }
}

/// <summary>1 where every one of the last steps went up (sign 1) or down (sign −1).</summary>
internal sealed class RisingColumn(Column input, int bars, int sign, int history) : ComputedColumn(history)
{
    private readonly double _floor = 2 * input.NoiseFloor;
    private double _last = double.NaN;
    private int _steps;

    protected override void Compute(int start, Span<double> values)
    {
        var x = input.Block(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            _steps = NearTie.Sign(input, input, x[i], _last, i, _floor) == sign ? Math.Min(_steps + 1, bars) : 0;
            _last = x[i];
            values[i] = _steps >= bars ? 1.0 : 0.0;
        }
    }
}

/// <summary>On how many of the last bars a condition held; NaN before there are so many.</summary>
internal sealed class CountColumn(Column input, int bars, int history) : ComputedColumn(history)
{
    private readonly bool[] _held = new bool[bars];
    private int _next;
    private int _count;

    protected override void Compute(int start, Span<double> values)
    {
        var x = input.Block(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var holds = x[i] == 1;
            _count += (holds ? 1 : 0) - (_held[_next] ? 1 : 0);
            _held[_next] = holds;
            _next = _next + 1 == bars ? 0 : _next + 1;
            values[i] = start + i + 1 >= bars ? _count : double.NaN;
        }
    }
}

/// <summary>Bars since a condition last held, 0 where it holds; NaN while it never has.</summary>
internal sealed class BarsSinceColumn(Column input, int history) : ComputedColumn(history)
{
    private double _since = double.NaN;

    protected override void Compute(int start, Span<double> values)
    {
        var x = input.Block(values.Length);
        for (var i = 0; i < values.Length; i++)
            values[i] = _since = x[i] == 1 ? 0 : _since + 1;
    }
}

/// <summary>What a value was when a condition last held; NaN while it never has.</summary>
internal sealed class ValueWhenColumn(Column condition, Column value, int history) : ComputedColumn(history)
{
    private double _value = double.NaN;

    public override double NoiseFloor => value.NoiseFloor;

    public override double NoiseAt(int index) => Math.Max(base.NoiseAt(index), value.NoiseAt(index));

    protected override void Compute(int start, Span<double> values)
    {
        var x = condition.Block(values.Length);
        var y = value.Block(values.Length);
        for (var i = 0; i < values.Length; i++)
            values[i] = _value = x[i] == 1 ? y[i] : _value;
    }
}
