namespace Simulator.Indicators;

/// <summary>
/// An indicator at work: fed bar by bar, oldest first, it returns the value of each of its lines at that bar. <see cref="Next"/> is
/// the only formula; the batch form (<see cref="Indicator"/>) repeats it, so value t depends on bars ≤ t alone and both forms are equal
/// bit for bit. Nothing is allocated per bar. One instance serves one series, one caller at a time.
/// <para>
/// A bar at which something that the indicator reads is NaN or infinite is skipped: every line is NaN there and the indicator stands as it
/// stood, so windows
/// count known bars only. A line is also NaN while it warms up, and where its formula has no value (each definition says where); it is
/// never infinite.
/// </para>
/// </summary>
public abstract class IndicatorKernel
{
    /// <summary>What it takes of a sample.</summary>
    public abstract IndicatorInput Input { get; }

    /// <summary>Known bars needed before every line can have a value: at the <c>WarmUpBars</c>-th all are there.</summary>
    public abstract int WarmUpBars { get; }

    /// <summary>Number of lines.</summary>
    public virtual int LineCount => 1;

    /// <summary>Which parts of a bar it reads; of one number or a pair, the close.</summary>
    public virtual IndicatorFields Reads => IndicatorFields.Close;

    /// <summary>Takes the next bar and writes the value of each line at it.</summary>
    /// <param name="sample">The bar.</param>
    /// <param name="lines">[LineCount] written in the order of <see cref="IndicatorDefinition.Lines"/>.</param>
    public abstract void Next(in IndicatorSample sample, Span<double> lines);

    /// <summary>What a quotient of numbers far apart may overflow to is not known.</summary>
    private protected static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;

    private protected static void KeepFinite(Span<double> lines)
    {
        foreach (ref var line in lines)
            line = Finite(line);
    }
}

/// <summary>An indicator of one number per bar.</summary>
public abstract class ValueKernel : IndicatorKernel
{
    /// <inheritdoc/>
    public sealed override IndicatorInput Input => IndicatorInput.Value;

    /// <inheritdoc/>
    public sealed override void Next(in IndicatorSample sample, Span<double> lines) => Next(sample.Close, lines);

    /// <summary>Takes the next number and writes the value of each line at it.</summary>
    public void Next(double value, Span<double> lines)
    {
        var own = lines[..LineCount];
        if (!double.IsFinite(value))
        {
            own.Fill(double.NaN);
            return;
        }
        Step(value, own);
        KeepFinite(own);
    }

    /// <summary>The formula, for a finite number.</summary>
    protected abstract void Step(double value, Span<double> lines);
}

/// <summary>An indicator of one number per bar with a single line.</summary>
public abstract class ValueLineKernel : ValueKernel, IValueIndicator
{
    /// <inheritdoc/>
    public sealed override int LineCount => 1;

    /// <summary>Takes the next number and returns the value at it.</summary>
    public double Next(double value) => double.IsFinite(value) ? Finite(Step(value)) : double.NaN;

    /// <summary>Takes numbers in a row and writes the value at each, as one by one would.</summary>
    /// <param name="values">The numbers, oldest first.</param>
    /// <param name="line">[values.Length] to be written.</param>
    public virtual void Next(ReadOnlySpan<double> values, Span<double> line)
    {
        for (var i = 0; i < values.Length; i++)
            line[i] = Next(values[i]);
    }

    /// <inheritdoc/>
    protected sealed override void Step(double value, Span<double> lines) => lines[0] = Step(value);

    /// <summary>The formula, for a finite number.</summary>
    protected abstract double Step(double value);
}

/// <summary>An indicator of whole bars.</summary>
public abstract class BarKernel : IndicatorKernel
{
    /// <inheritdoc/>
    public sealed override IndicatorInput Input => IndicatorInput.Bars;

    /// <inheritdoc/>
    public override IndicatorFields Reads => IndicatorFields.HighLow | IndicatorFields.Close;

    /// <inheritdoc/>
    public sealed override void Next(in IndicatorSample sample, Span<double> lines)
    {
        var own = lines[..LineCount];
        if (!IsKnown(sample))
        {
            own.Fill(double.NaN);
            return;
        }
        Step(sample, own);
        KeepFinite(own);
    }

    /// <summary>The formula, for a bar whose parts that it reads are finite.</summary>
    protected abstract void Step(in IndicatorSample bar, Span<double> lines);

    private bool IsKnown(in IndicatorSample sample)
    {
        var reads = Reads;
        return ((reads & IndicatorFields.Close) == 0 || double.IsFinite(sample.Close))
            && ((reads & IndicatorFields.HighLow) == 0 || (double.IsFinite(sample.High) && double.IsFinite(sample.Low)))
            && ((reads & IndicatorFields.Volume) == 0 || double.IsFinite(sample.Volume))
            && ((reads & IndicatorFields.Open) == 0 || double.IsFinite(sample.Open));
    }
}

/// <summary>An indicator of whole bars with a single line.</summary>
public abstract class BarLineKernel : BarKernel
{
    private readonly double[] _line = new double[1];

    /// <inheritdoc/>
    public sealed override int LineCount => 1;

    /// <summary>Takes the next bar and returns the value at it.</summary>
    public double Next(in IndicatorSample bar)
    {
        Next(bar, _line);
        return _line[0];
    }

    /// <inheritdoc/>
    protected sealed override void Step(in IndicatorSample bar, Span<double> lines) => lines[0] = Step(bar);

    /// <summary>The formula, for a bar whose parts that it reads are finite.</summary>
    protected abstract double Step(in IndicatorSample bar);
}

/// <summary>An indicator of two numbers per bar.</summary>
public abstract class PairKernel : IndicatorKernel
{
    /// <inheritdoc/>
    public sealed override IndicatorInput Input => IndicatorInput.Pair;

    /// <inheritdoc/>
    public sealed override void Next(in IndicatorSample sample, Span<double> lines) => Next(sample.Close, sample.Second, lines);

    /// <summary>Takes the next two numbers and writes the value of each line at them.</summary>
    public void Next(double first, double second, Span<double> lines)
    {
        var own = lines[..LineCount];
        if (!double.IsFinite(first) || !double.IsFinite(second))
        {
            own.Fill(double.NaN);
            return;
        }
        Step(first, second, own);
        KeepFinite(own);
    }

    /// <summary>The formula, for two finite numbers.</summary>
    protected abstract void Step(double first, double second, Span<double> lines);
}
