using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>Wilder's directional movement: ADX, +DI and −DI.</summary>
internal sealed class DirectionalMovement(int bars) : BarKernel
{
    private readonly WilderAverage _range = new(bars);
    private readonly WilderAverage _up = new(bars);
    private readonly WilderAverage _down = new(bars);
    private readonly WilderAverage _index = new(bars);
    private IndicatorSample _last;
    private bool _hasLast;

    public override int WarmUpBars => 2 * bars;

    public override int LineCount => 3;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        var last = _last;
        _last = bar;
        lines.Fill(double.NaN);
        if (!_hasLast)
        {
            _hasLast = true;
            return;
        }
        var (rise, fall) = (bar.High - last.High, last.Low - bar.Low);
        var range = _range.Next(Math.Max(bar.High, last.Close) - Math.Min(bar.Low, last.Close));
        var further = Ties.Sign(rise, fall, Ties.Noise(bar.High));
        var up = _up.Next(further > 0 && rise > 0 ? rise : 0);
        var down = _down.Next(further < 0 && fall > 0 ? fall : 0);
        if (double.IsNaN(range))
            return;
        lines[1] = range == 0 ? 0 : 100 * up / range;
        lines[2] = range == 0 ? 0 : 100 * down / range;
        var both = lines[1] + lines[2];
        lines[0] = _index.Next(both == 0 ? 0 : 100 * Math.Abs(lines[1] - lines[2]) / both);
    }
}

/// <summary>
/// SuperTrend: a band of mean true ranges around the bar's middle that only moves towards the price, and changes side when crossed.
/// </summary>
internal sealed class SuperTrend(int bars, double multiple) : BarKernel
{
    private readonly AverageTrueRange _range = new(bars);
    private double _upper = double.NaN;
    private double _lower = double.NaN;
    private double _lastClose;
    private bool _isRising;

    public override int WarmUpBars => bars;

    public override int LineCount => 2;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        var range = _range.Next(bar);
        var middle = (bar.High + bar.Low) / 2;
        var (upper, lower) = (middle + (multiple * range), middle - (multiple * range));
        if (double.IsNaN(_upper))
            (_upper, _lower, _isRising) = (upper, lower, Ties.IsAtLeast(bar.Close, middle));
        if (upper < _upper || Ties.IsAbove(_lastClose, _upper))
            _upper = upper;
        if (lower > _lower || Ties.IsBelow(_lastClose, _lower))
            _lower = lower;
        _isRising = _isRising ? Ties.IsAtLeast(bar.Close, _lower) : Ties.IsAbove(bar.Close, _upper); // a close at the band ends neither
        _lastClose = bar.Close;
        lines[0] =
            double.IsNaN(range) ? double.NaN
            : _isRising ? _lower
            : _upper;
        lines[1] =
            double.IsNaN(range) ? double.NaN
            : _isRising ? 1
            : -1;
    }
}

/// <summary>Wilder's parabolic stop-and-reverse.</summary>
internal sealed class ParabolicSar(double step, double limit) : BarKernel
{
    private IndicatorSample _last;
    private IndicatorSample _beforeLast;
    private int _seen;
    private bool _isRising;
    private double _stop;
    private double _best;
    private double _acceleration;

    public override int WarmUpBars => 2;

    public override int LineCount => 2;

    public override IndicatorFields Reads => IndicatorFields.HighLow;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        lines.Fill(double.NaN);
        if (_seen == 1)
            Begin(bar);
        if (_seen > 0)
        {
            Advance(bar);
            (lines[0], lines[1]) = (_stop, _isRising ? 1 : -1);
        }
        (_beforeLast, _last) = (_seen == 0 ? bar : _last, bar);
        _seen = Math.Min(_seen + 1, 2);
    }

    // Rising unless the second bar reaches further down than up.
    private void Begin(in IndicatorSample bar)
    {
        _isRising = Ties.Sign(bar.High - _last.High, _last.Low - bar.Low, Ties.Noise(bar.High)) >= 0;
        (_stop, _best) = _isRising ? (_last.Low, _last.High) : (_last.High, _last.Low);
        _acceleration = step;
    }

    private void Advance(in IndicatorSample bar)
    {
        _stop += _acceleration * (_best - _stop);
        _stop = _isRising ? Math.Min(_stop, Math.Min(_last.Low, _beforeLast.Low)) : Math.Max(_stop, Math.Max(_last.High, _beforeLast.High));
        if (_isRising ? Ties.IsAtMost(bar.Low, _stop) : Ties.IsAtLeast(bar.High, _stop))
        {
            Reverse(bar);
            return;
        }
        if (_isRising ? bar.High > _best : bar.Low < _best)
            (_best, _acceleration) = (_isRising ? bar.High : bar.Low, Math.Min(limit, _acceleration + step));
    }

    // To the best price of the trend that ends, or where that lies inside this bar or the last, beyond both.
    private void Reverse(in IndicatorSample bar)
    {
        _stop = _isRising ? Math.Max(_best, Math.Max(bar.High, _last.High)) : Math.Min(_best, Math.Min(bar.Low, _last.Low));
        (_isRising, _best, _acceleration) = (!_isRising, _isRising ? bar.Low : bar.High, step);
    }
}

/// <summary>Vortex indicator of Botes and Siepman: movement up and down over the true range, of the last n bars.</summary>
internal sealed class Vortex(int bars) : BarKernel
{
    private readonly SlidingSum _up = new(bars);
    private readonly SlidingSum _down = new(bars);
    private readonly SlidingSum _range = new(bars);
    private IndicatorSample _last;
    private bool _hasLast;

    public override int WarmUpBars => bars + 1;

    public override int LineCount => 2;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        var last = _last;
        _last = bar;
        lines.Fill(double.NaN);
        if (!_hasLast)
        {
            _hasLast = true;
            return;
        }
        _up.Add(Math.Abs(bar.High - last.Low));
        _down.Add(Math.Abs(bar.Low - last.High));
        _range.Add(Math.Max(bar.High, last.Close) - Math.Min(bar.Low, last.Close));
        if (_range.IsFull && _range.Value != 0)
            (lines[0], lines[1]) = (_up.Value / _range.Value, _down.Value / _range.Value);
    }
}

/// <summary>Dorsey's mass index: sum over the last n bars of the ratio of a single to a double exponential average of the range.</summary>
internal sealed class MassIndex(int bars, int smooth) : BarLineKernel
{
    private readonly ExponentialMovingAverage _single = new(smooth);
    private readonly ExponentialMovingAverage _double = new(smooth);
    private readonly SlidingSum _sum = new(bars);

    public override int WarmUpBars => bars + (2 * (smooth - 1));

    public override IndicatorFields Reads => IndicatorFields.HighLow;

    protected override double Step(in IndicatorSample bar)
    {
        var single = _single.Next(bar.High - bar.Low);
        var twice = _double.Next(single);
        if (double.IsNaN(twice) || twice == 0)
            return double.NaN;
        _sum.Add(single / twice);
        return _sum.IsFull ? _sum.Value : double.NaN;
    }
}

/// <summary>
/// Dreiss' choppiness index: how much longer the path of the last n bars is than their range, on a logarithmic scale 0 … 100.
/// </summary>
internal sealed class Choppiness(int bars) : BarLineKernel
{
    private readonly SlidingSum _path = new(bars);
    private readonly TrailingExtreme _highest = new(bars, true);
    private readonly TrailingExtreme _lowest = new(bars, false);
    private double _lastClose = double.NaN;

    public override int WarmUpBars => bars + 1;

    protected override double Step(in IndicatorSample bar)
    {
        var last = _lastClose;
        _lastClose = bar.Close;
        if (double.IsNaN(last))
            return double.NaN;
        var (high, low) = (Math.Max(bar.High, last), Math.Min(bar.Low, last));
        _path.Add(high - low);
        var range = _highest.Add(high) - _lowest.Add(low);
        return range == 0 ? double.NaN : 100 * Math.Log10(_path.Value / range) / Math.Log10(bars);
    }
}
