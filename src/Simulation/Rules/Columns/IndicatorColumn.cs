using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Rules.Columns;

/// <summary>An indicator of the catalogue: its kernel fed bar by bar. The column itself is the first line.</summary>
internal abstract class IndicatorColumn : Column
{
    private readonly int _history;
    private readonly IReadOnlyList<IndicatorScale> _scales;
    private int _filled;

    protected IndicatorColumn(IndicatorKernel kernel, IReadOnlyList<IndicatorScale> scales, int history)
    {
        (Kernel, _scales, _history) = (kernel, scales, history);
        Lines = new double[kernel.LineCount][];
        for (var line = 0; line < Lines.Length; line++)
        {
            Lines[line] = new double[history + BlockLength];
            Lines[line].AsSpan(0, history).Fill(double.NaN);
        }
        (Data, Offset) = (Lines[0], history);
    }

    /// <summary>[line] values, each beginning at <see cref="Column.Offset"/>.</summary>
    public double[][] Lines { get; }

    protected IndicatorKernel Kernel { get; }

    public sealed override double NoiseFloor => NoiseFloorOf(0);

    /// <summary>Rounding of a line that is there however small its value is.</summary>
    public double NoiseFloorOf(int line) => IndicatorNoise.Floor(_scales[line]);

    public sealed override double NoiseAt(int index) => NoiseAt(0, index);

    /// <summary>Rounding of a line at an index of the block.</summary>
    public double NoiseAt(int line, int index) => IndicatorNoise.Of(_scales[line], Lines[line][_history + index], InputNoiseAt(index));

    /// <summary>Rounding of what the indicator reads.</summary>
    protected abstract double InputNoiseAt(int index);

    public sealed override void Fill(int start, int count)
    {
        foreach (var line in Lines)
        {
            if (_history > 0 && _filled > 0)
                line.AsSpan(_filled, _history).CopyTo(line);
        }
        Compute(start, count);
        _filled = count;
    }

    protected abstract void Compute(int start, int count);

    protected void Write(int at, ReadOnlySpan<double> values)
    {
        for (var line = 0; line < values.Length; line++)
            Lines[line][_history + at] = Operation.Known(values[line]);
    }
}

/// <summary>An indicator of one number.</summary>
internal sealed class ValueIndicatorColumn(IndicatorKernel kernel, IReadOnlyList<IndicatorScale> scales, Column input, int history)
    : IndicatorColumn(kernel, scales, history)
{
    // Of prices no mean is ever as small as what was rounded away; of differences it may be nothing else.
    private readonly bool _mayLeaveRest = input is not SourceColumn && kernel.LineCount == 1 && scales[0] == IndicatorScale.Price;
    private double _largest;

    protected override double InputNoiseAt(int index) => input.NoiseAt(index);

    protected override void Compute(int start, int count)
    {
        var x = input.Block(count);
        if (Kernel is ValueLineKernel single)
        {
            var line = Data.AsSpan(Offset, count);
            single.Next(x, line);
            Operation.MakeKnown(line);
            if (_mayLeaveRest)
                DropRests(x, line);
            return;
        }
        Span<double> values = stackalloc double[Lines.Length];
        for (var i = 0; i < x.Length; i++)
        {
            Kernel.Next(IndicatorSample.Of(x[i]), values);
            Write(i, values);
        }
    }

    private void DropRests(ReadOnlySpan<double> x, Span<double> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (double.IsFinite(x[i]))
                _largest = Math.Max(_largest, Math.Abs(x[i]));
            if (NearTie.IsRest(line[i], _largest))
                line[i] = Ties.Difference(line[i], 0, input.NoiseAt(i));
        }
    }
}

/// <summary>An indicator of two numbers.</summary>
internal sealed class PairIndicatorColumn(
    IndicatorKernel kernel,
    IReadOnlyList<IndicatorScale> scales,
    Column first,
    Column second,
    int history
) : IndicatorColumn(kernel, scales, history)
{
    protected override double InputNoiseAt(int index) => Math.Max(first.NoiseAt(index), second.NoiseAt(index));

    protected override void Compute(int start, int count)
    {
        var x = first.Block(count);
        var y = second.Block(count);
        Span<double> values = stackalloc double[Lines.Length];
        for (var i = 0; i < x.Length; i++)
        {
            Kernel.Next(IndicatorSample.Of(x[i], y[i]), values);
            Write(i, values);
        }
    }
}

/// <summary>An indicator of whole bars.</summary>
internal sealed class BarIndicatorColumn(
    IndicatorKernel kernel,
    IReadOnlyList<IndicatorScale> scales,
    BarSeries series,
    int[] days,
    int history
) : IndicatorColumn(kernel, scales, history)
{
    private int _start;

    protected override double InputNoiseAt(int index) => Ties.Noise(series.Close[_start + index]);

    protected override void Compute(int start, int count)
    {
        _start = start;
        Span<double> values = stackalloc double[Lines.Length];
        for (var i = 0; i < count; i++)
        {
            Kernel.Next(IndicatorSample.Of(series, start + i, days.Length == 0 ? 0 : days[start + i]), values);
            Write(i, values);
        }
    }
}

/// <summary>One line of an indicator with several; it stands where the indicator wrote it.</summary>
internal sealed class LineColumn(IndicatorColumn indicator, int line) : Column
{
    public override double NoiseFloor => indicator.NoiseFloorOf(line);

    public override double NoiseAt(int index) => indicator.NoiseAt(line, index);

    public override void Fill(int start, int count) => (Data, Offset) = (indicator.Lines[line], indicator.Offset);
}
