namespace Simulator.Indicators;

/// <summary>Largest or smallest of the last n values.</summary>
internal sealed class Extreme(int bars, bool largest) : ValueLineKernel
{
    private readonly TrailingExtreme _window = new(bars, largest);

    public override int WarmUpBars => bars;

    protected override double Step(double value) => _window.Add(value);
}

/// <summary>Highest high and lowest low of n bars; the newest <paramref name="skip"/> of what was seen are left out.</summary>
internal sealed class DonchianChannel(int bars, int skip) : BarKernel
{
    private readonly TrailingExtreme _highest = new(bars, true);
    private readonly TrailingExtreme _lowest = new(bars, false);
    private readonly TrailingWindow _highs = new(skip + 1);
    private readonly TrailingWindow _lows = new(skip + 1);

    public override int WarmUpBars => bars + skip;

    public override int LineCount => 3;

    public override IndicatorFields Reads => IndicatorFields.HighLow;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        _highs.Add(bar.High);
        _lows.Add(bar.Low);
        lines.Fill(double.NaN);
        if (!_highs.IsFull)
            return;
        var (upper, lower) = (_highest.Add(_highs.Oldest), _lowest.Add(_lows.Oldest));
        (lines[0], lines[1], lines[2]) = (upper, lower, (upper + lower) / 2);
    }
}

/// <summary>Chande's Aroon: how fresh the highest high and the lowest low of the last n + 1 bars are.</summary>
internal sealed class Aroon(int bars) : BarKernel
{
    private readonly TrailingExtreme _highest = new(bars + 1, true);
    private readonly TrailingExtreme _lowest = new(bars + 1, false);

    public override int WarmUpBars => bars + 1;

    public override int LineCount => 3;

    public override IndicatorFields Reads => IndicatorFields.HighLow;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        _highest.Add(bar.High);
        _lowest.Add(bar.Low);
        lines.Fill(double.NaN);
        if (!_highest.IsFull)
            return;
        lines[0] = 100.0 * (bars - _highest.Age) / bars;
        lines[1] = 100.0 * (bars - _lowest.Age) / bars;
        lines[2] = lines[0] - lines[1];
    }
}

/// <summary>
/// Ichimoku's lines, each as it is known at the bar: the leading spans were computed <paramref name="shift"/> bars earlier.
/// </summary>
internal sealed class Ichimoku(int conversion, int @base, int span, int shift) : BarKernel
{
    private readonly DonchianChannel _conversion = new(conversion, 0);
    private readonly DonchianChannel _base = new(@base, 0);
    private readonly DonchianChannel _span = new(span, 0);
    private readonly TrailingWindow _spanA = new(shift + 1);
    private readonly TrailingWindow _spanB = new(shift + 1);
    private readonly TrailingWindow _closes = new(shift + 1);

    public override int WarmUpBars => Math.Max(Math.Max(conversion, @base), span) + shift;

    public override int LineCount => 5;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        Span<double> channel = stackalloc double[3];
        _conversion.Next(bar, channel);
        lines[0] = channel[2];
        _base.Next(bar, channel);
        lines[1] = channel[2];
        _span.Next(bar, channel);
        _spanA.Add((lines[0] + lines[1]) / 2);
        _spanB.Add(channel[2]);
        _closes.Add(bar.Close);
        lines[2] = _spanA.IsFull ? _spanA.Oldest : double.NaN;
        lines[3] = _spanB.IsFull ? _spanB.Oldest : double.NaN;
        lines[4] = _closes.IsFull ? _closes.Oldest : double.NaN;
    }
}
