using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>Change over n values: a difference, or a percentage.</summary>
internal sealed class Change(int bars, bool percent) : ValueLineKernel
{
    private readonly TrailingWindow _window = new(bars + 1);

    public override int WarmUpBars => bars + 1;

    protected override double Step(double value)
    {
        _window.Add(value);
        if (!_window.IsFull)
            return double.NaN;
        var before = _window.Oldest;
        return !percent ? Ties.Difference(value, before)
            : before == 0 ? double.NaN
            : 100 * (value - before) / before;
    }
}

/// <summary>Lane's stochastic: where the close stands in the range of the last n bars, in percent, smoothed, with its average.</summary>
internal sealed class Stochastic(int bars, int smooth, int signal) : BarKernel
{
    private readonly TrailingExtreme _highest = new(bars, true);
    private readonly TrailingExtreme _lowest = new(bars, false);
    private readonly SimpleMovingAverage _k = new(smooth);
    private readonly SimpleMovingAverage _d = new(signal);

    public override int WarmUpBars => bars + smooth + signal - 2;

    public override int LineCount => 2;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        var (high, low) = (_highest.Add(bar.High), _lowest.Add(bar.Low));
        lines[0] = high == low ? double.NaN : _k.Next(100 * (bar.Close - low) / (high - low));
        lines[1] = _d.Next(lines[0]);
    }
}

/// <summary>The stochastic of the RSI (Chande and Kroll).</summary>
internal sealed class StochasticRsi(int rsi, int bars, int smooth, int signal) : ValueKernel
{
    private readonly RelativeStrengthIndex _rsi = new(rsi);
    private readonly TrailingExtreme _highest = new(bars, true);
    private readonly TrailingExtreme _lowest = new(bars, false);
    private readonly SimpleMovingAverage _k = new(smooth);
    private readonly SimpleMovingAverage _d = new(signal);

    public override int WarmUpBars => rsi + bars + smooth + signal - 2;

    public override int LineCount => 2;

    protected override void Step(double value, Span<double> lines)
    {
        lines[..2].Fill(double.NaN);
        var strength = _rsi.Next(value);
        if (double.IsNaN(strength))
            return;
        var (high, low) = (_highest.Add(strength), _lowest.Add(strength));
        lines[0] = Ties.SignOfPercent(high, low) == 0 ? double.NaN : _k.Next(100 * (strength - low) / (high - low));
        lines[1] = _d.Next(lines[0]);
    }
}

/// <summary>Where the close stands below the highest high of the last n bars, in percent of their range: −100 … 0.</summary>
internal sealed class WilliamsPercentRange(int bars) : BarLineKernel
{
    private readonly TrailingExtreme _highest = new(bars, true);
    private readonly TrailingExtreme _lowest = new(bars, false);

    public override int WarmUpBars => bars;

    protected override double Step(in IndicatorSample bar)
    {
        var (high, low) = (_highest.Add(bar.High), _lowest.Add(bar.Low));
        return high == low ? double.NaN : -100 * (high - bar.Close) / (high - low);
    }
}

/// <summary>Lambert's commodity channel index: distance of the typical price from its mean in mean absolute deviations.</summary>
internal sealed class CommodityChannelIndex(int bars) : BarLineKernel
{
    private readonly TrailingWindow _window = new(bars);

    public override int WarmUpBars => bars;

    protected override double Step(in IndicatorSample bar)
    {
        var typical = (bar.High + bar.Low + bar.Close) / 3;
        _window.Add(typical);
        if (!_window.IsFull)
            return double.NaN;
        var (mean, deviation) = (_window.Mean(), 0.0);
        foreach (var value in _window.Values)
            deviation += Math.Abs(value - mean);
        return deviation <= bars * Ties.Noise(mean) ? double.NaN : (typical - mean) / (0.015 * deviation / bars);
    }
}

/// <summary>Chande's momentum oscillator: rises less falls over both, of the last n changes, in percent.</summary>
internal sealed class ChandeMomentum(int bars) : ValueLineKernel
{
    private readonly SlidingSum _rises = new(bars);
    private readonly SlidingSum _falls = new(bars);
    private double _last = double.NaN;

    public override int WarmUpBars => bars + 1;

    protected override double Step(double value)
    {
        var change = value - _last;
        _last = value;
        if (double.IsNaN(change))
            return double.NaN;
        _rises.Add(Math.Max(change, 0));
        _falls.Add(Math.Max(-change, 0));
        var moved = _rises.Value + _falls.Value;
        return !_rises.IsFull || moved == 0 ? double.NaN : 100 * (_rises.Value - _falls.Value) / moved;
    }
}

/// <summary>Williams' ultimate oscillator: buying pressure over true range on three windows, weighted 4, 2, 1, in percent.</summary>
internal sealed class UltimateOscillator(int first, int second, int third) : BarLineKernel
{
    private readonly SlidingSum[] _pressure = [new(first), new(second), new(third)];
    private readonly SlidingSum[] _ranges = [new(first), new(second), new(third)];
    private double _lastClose = double.NaN;

    public override int WarmUpBars => Math.Max(Math.Max(first, second), third) + 1;

    protected override double Step(in IndicatorSample bar)
    {
        var last = _lastClose;
        _lastClose = bar.Close;
        if (double.IsNaN(last))
            return double.NaN;
        var low = Math.Min(bar.Low, last);
        var (sum, weight, isReady) = (0.0, 4.0, true);
        for (var i = 0; i < 3; i++, weight /= 2)
        {
            _pressure[i].Add(bar.Close - low);
            _ranges[i].Add(Math.Max(bar.High, last) - low);
            isReady &= _ranges[i].IsFull && _ranges[i].Value != 0;
            sum += weight * _pressure[i].Value / _ranges[i].Value;
        }
        return isReady ? 100 * sum / 7 : double.NaN;
    }
}

/// <summary>Williams' awesome oscillator: fast less slow simple mean of the middle of the bar.</summary>
internal sealed class AwesomeOscillator(int fast, int slow) : BarLineKernel
{
    private readonly SimpleMovingAverage _fast = new(fast);
    private readonly SimpleMovingAverage _slow = new(slow);

    public override int WarmUpBars => slow;

    public override IndicatorFields Reads => IndicatorFields.HighLow;

    protected override double Step(in IndicatorSample bar)
    {
        var middle = (bar.High + bar.Low) / 2;
        return Ties.Difference(_fast.Next(middle), _slow.Next(middle));
    }
}

/// <summary>Ehlers' Fisher transform of the place of the bar's middle in its recent range, with the value of the bar before.</summary>
internal sealed class FisherTransform(int bars) : BarKernel
{
    private readonly TrailingExtreme _highest = new(bars, true);
    private readonly TrailingExtreme _lowest = new(bars, false);
    private double _place;
    private double _fisher;

    public override int WarmUpBars => bars;

    public override int LineCount => 2;

    public override IndicatorFields Reads => IndicatorFields.HighLow;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        var middle = (bar.High + bar.Low) / 2;
        _highest.Add(middle);
        _lowest.Add(middle);
        var (high, low) = (_highest.Value, _lowest.Value);
        var place = !Ties.IsAbove(high, low) ? 0 : (0.66 * (((middle - low) / (high - low)) - 0.5)) + (0.67 * _place);
        _place =
            place > 0.99 ? 0.999
            : place < -0.99 ? -0.999
            : place;
        var before = _fisher;
        _fisher = (0.5 * Math.Log((1 + _place) / (1 - _place))) + (0.5 * before);
        (lines[0], lines[1]) = _highest.IsFull ? (_fisher, before) : (double.NaN, double.NaN);
    }
}

/// <summary>Elder's bull and bear power: high and low less the exponential average of the close.</summary>
internal sealed class ElderRay(int bars) : BarKernel
{
    private readonly ExponentialMovingAverage _average = new(bars);

    public override int WarmUpBars => bars;

    public override int LineCount => 2;

    protected override void Step(in IndicatorSample bar, Span<double> lines)
    {
        var average = _average.Next(bar.Close);
        (lines[0], lines[1]) = (Ties.Difference(bar.High, average), Ties.Difference(bar.Low, average));
    }
}
