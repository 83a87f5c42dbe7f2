using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>Volume-weighted mean of the close, or of the typical price, over the last n bars.</summary>
internal sealed class VolumeWeightedAverage(int bars, bool typical) : BarLineKernel
{
    private readonly SlidingSum _value = new(bars);
    private readonly SlidingSum _volume = new(bars);

    public override int WarmUpBars => bars;

    public override IndicatorFields Reads =>
        IndicatorFields.Close | IndicatorFields.Volume | (typical ? IndicatorFields.HighLow : IndicatorFields.None);

    protected override double Step(in IndicatorSample bar)
    {
        _value.Add(bar.Volume * (typical ? MoneyFlow.Typical(bar) : bar.Close));
        _volume.Add(bar.Volume);
        return _volume.IsFull && _volume.Value != 0 ? _value.Value / _volume.Value : double.NaN;
    }
}

/// <summary>Volume-weighted mean of the typical price since the first bar of the trading day.</summary>
internal sealed class SessionVolumeWeightedPrice : BarLineKernel
{
    private double _value;
    private double _volume;
    private int _day = int.MinValue;

    public override int WarmUpBars => 1;

    public override IndicatorFields Reads => IndicatorFields.HighLow | IndicatorFields.Close | IndicatorFields.Volume | IndicatorFields.Day;

    protected override double Step(in IndicatorSample bar)
    {
        if (bar.Day != _day)
            (_day, _value, _volume) = (bar.Day, 0, 0);
        _value += bar.Volume * MoneyFlow.Typical(bar);
        _volume += bar.Volume;
        return _volume == 0 ? double.NaN : _value / _volume;
    }
}

/// <summary>A sum over the whole past of volumes, each signed or weighted by its bar.</summary>
internal abstract class CumulativeVolume : BarLineKernel
{
    private double _sum;
    private double _lost;

    /// <summary>Adds with what rounding takes away kept beside (Neumaier).</summary>
    protected double Add(double value)
    {
        var t = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - t + value : value - t + _sum;
        _sum = t;
        return _sum + _lost;
    }
}

/// <summary>Granville's on-balance volume, from 0 at the first bar.</summary>
internal sealed class OnBalanceVolume : CumulativeVolume
{
    private double _lastClose = double.NaN;

    public override int WarmUpBars => 1;

    public override IndicatorFields Reads => IndicatorFields.Close | IndicatorFields.Volume;

    protected override double Step(in IndicatorSample bar)
    {
        var side = double.IsNaN(_lastClose) ? 0 : Math.Sign(bar.Close - _lastClose);
        _lastClose = bar.Close;
        return Add(side * bar.Volume);
    }
}

/// <summary>Chaikin's accumulation/distribution line.</summary>
internal sealed class AccumulationDistribution : CumulativeVolume
{
    public override int WarmUpBars => 1;

    public override IndicatorFields Reads => MoneyFlow.Reads;

    protected override double Step(in IndicatorSample bar) => Add(MoneyFlow.Volume(bar));
}

/// <summary>Where a bar closed, as a share of its volume.</summary>
internal static class MoneyFlow
{
    public const IndicatorFields Reads = IndicatorFields.HighLow | IndicatorFields.Close | IndicatorFields.Volume;

    /// <summary>(high + low + close)/3.</summary>
    public static double Typical(in IndicatorSample bar) => (bar.High + bar.Low + bar.Close) / 3;

    /// <summary>Volume times ((close − low) − (high − close))/(high − low); 0 where the bar has no range.</summary>
    public static double Volume(in IndicatorSample bar) =>
        bar.High == bar.Low
            ? 0
            : bar.Volume * Ties.Difference(bar.Close - bar.Low, bar.High - bar.Close, Ties.Noise(bar.High)) / (bar.High - bar.Low);
}

/// <summary>Chaikin's oscillator: fast minus slow exponential average of the accumulation/distribution line.</summary>
internal sealed class ChaikinOscillator(int fast, int slow) : BarLineKernel
{
    private readonly AccumulationDistribution _line = new();
    private readonly ExponentialMovingAverage _fast = new(fast);
    private readonly ExponentialMovingAverage _slow = new(slow);

    public override int WarmUpBars => slow;

    public override IndicatorFields Reads => MoneyFlow.Reads;

    protected override double Step(in IndicatorSample bar)
    {
        var line = _line.Next(bar);
        return _fast.Next(line) - _slow.Next(line);
    }
}

/// <summary>Chaikin's money flow: money flow volume over volume, of the last n bars; −1 … 1.</summary>
internal sealed class ChaikinMoneyFlow(int bars) : BarLineKernel
{
    private readonly SlidingSum _flow = new(bars);
    private readonly SlidingSum _volume = new(bars);

    public override int WarmUpBars => bars;

    public override IndicatorFields Reads => MoneyFlow.Reads;

    protected override double Step(in IndicatorSample bar)
    {
        _flow.Add(MoneyFlow.Volume(bar));
        _volume.Add(bar.Volume);
        return _volume.IsFull && _volume.Value != 0 ? _flow.Value / _volume.Value : double.NaN;
    }
}

/// <summary>Money flow index of Quong and Soudack: an RSI of volume times typical price over the last n changes.</summary>
internal sealed class MoneyFlowIndex(int bars) : BarLineKernel
{
    private readonly SlidingSum _in = new(bars);
    private readonly SlidingSum _out = new(bars);
    private double _last = double.NaN;

    public override int WarmUpBars => bars + 1;

    public override IndicatorFields Reads => MoneyFlow.Reads;

    protected override double Step(in IndicatorSample bar)
    {
        var typical = MoneyFlow.Typical(bar);
        var last = _last;
        _last = typical;
        if (double.IsNaN(last))
            return double.NaN;
        var side = Ties.Sign(typical, last);
        _in.Add(side > 0 ? typical * bar.Volume : 0);
        _out.Add(side < 0 ? typical * bar.Volume : 0);
        var flow = _in.Value + _out.Value;
        return _in.IsFull && flow != 0 ? 100 * _in.Value / flow : double.NaN;
    }
}

/// <summary>Elder's force index: exponential average of volume times change of the close.</summary>
internal sealed class ForceIndex(int bars) : BarLineKernel
{
    private readonly ExponentialMovingAverage _average = new(bars);
    private double _lastClose = double.NaN;

    public override int WarmUpBars => bars + 1;

    public override IndicatorFields Reads => IndicatorFields.Close | IndicatorFields.Volume;

    protected override double Step(in IndicatorSample bar)
    {
        var force = bar.Volume * (bar.Close - _lastClose);
        _lastClose = bar.Close;
        return _average.Next(force);
    }
}
