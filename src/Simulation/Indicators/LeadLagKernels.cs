namespace Simulator.Indicators;

/// <summary>What a number was so many bars ago.</summary>
internal sealed class DelayLine(int bars)
{
    private readonly double[] _values = CreateEmpty(bars + 1);
    private int _next;

    /// <summary>Takes the newest number; the one that came <c>bars</c> before it, NaN where there is none.</summary>
    public double Add(double value)
    {
        _values[_next] = value;
        _next = _next + 1 == _values.Length ? 0 : _next + 1;
        return _values[_next];
    }

    private static double[] CreateEmpty(int length)
    {
        var values = new double[length];
        Array.Fill(values, double.NaN);
        return values;
    }
}

/// <summary>Log-return of the second series over n bars, up to some bars ago.</summary>
internal sealed class LeaderReturn(int bars, int lag) : PairKernel
{
    private readonly DelayLine _end = new(lag);
    private readonly DelayLine _start = new(bars);

    public override int WarmUpBars => bars + lag + 1;

    protected override void Step(double first, double second, Span<double> lines)
    {
        var end = _end.Add(second);
        var start = _start.Add(end);
        lines[0] = start > 0 && end > 0 ? Math.Log(end / start) : double.NaN;
    }
}

/// <summary>Correlation of the first series' returns with the second's of some bars before, over n.</summary>
internal sealed class LaggedCorrelation(int bars, int lag) : PairKernel
{
    private readonly DelayLine _earlier = new(lag);
    private readonly RollingCorrelation _correlation = new(bars, returns: true);

    public override int WarmUpBars => _correlation.WarmUpBars + lag;

    protected override void Step(double first, double second, Span<double> lines) => _correlation.Next(first, _earlier.Add(second), lines);
}
