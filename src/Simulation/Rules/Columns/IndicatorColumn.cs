using Simulator.Indicators;
using Simulator.Markets;

namespace Simulator.Rules.Columns;

/// <summary>An indicator of the catalogue: its kernel fed bar by bar. The column itself is the first line.</summary>
internal abstract class IndicatorColumn : Column
{
    private readonly int _history;
    private int _filled;

    protected IndicatorColumn(IndicatorKernel kernel, int history)
    {
        (Kernel, _history) = (kernel, history);
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
internal sealed class ValueIndicatorColumn(IndicatorKernel kernel, Column input, int history) : IndicatorColumn(kernel, history)
{
    protected override void Compute(int start, int count)
    {
        var x = input.Block(count);
        if (Kernel is ValueLineKernel single)
        {
            var line = Data.AsSpan(Offset, count);
            single.Next(x, line);
            Operation.MakeKnown(line);
            return;
        }
        Span<double> values = stackalloc double[Lines.Length];
        for (var i = 0; i < x.Length; i++)
        {
            Kernel.Next(IndicatorSample.Of(x[i]), values);
            Write(i, values);
        }
    }
}

/// <summary>An indicator of two numbers.</summary>
internal sealed class PairIndicatorColumn(IndicatorKernel kernel, Column first, Column second, int history)
    : IndicatorColumn(kernel, history)
{
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
internal sealed class BarIndicatorColumn(IndicatorKernel kernel, BarSeries series, int[] days, int history)
    : IndicatorColumn(kernel, history)
{
    protected override void Compute(int start, int count)
    {
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
    public override void Fill(int start, int count) => (Data, Offset) = (indicator.Lines[line], indicator.Offset);
}
