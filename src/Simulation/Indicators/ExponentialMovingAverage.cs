namespace Simulator.Indicators;

/// <summary>
/// EMA[t] = EMA[t−1] + α (price − EMA[t−1]), α = 2 / (n + 1), seeded at the n-th price with the simple mean of the first n
/// (the convention of TA-Lib and StockCharts).
/// </summary>
public sealed class ExponentialMovingAverage : ValueLineKernel
{
    private readonly double _alpha;
    private double _sum;
    private int _seen;
    private double _value = double.NaN;

    /// <summary>An average of n bars.</summary>
    /// <param name="windowBars">n, ≥ 1.</param>
    public ExponentialMovingAverage(int windowBars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowBars, 1);
        (WarmUpBars, _alpha) = (windowBars, 2.0 / (windowBars + 1));
    }

    /// <inheritdoc/>
    public override int WarmUpBars { get; }

    /// <inheritdoc/>
    protected override double Step(double value)
    {
        if (_seen >= WarmUpBars)
            return _value += _alpha * (value - _value);
        _sum += value;
        if (++_seen == WarmUpBars)
            _value = _sum / WarmUpBars;
        return _value;
    }
}
