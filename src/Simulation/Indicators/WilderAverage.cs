namespace Simulator.Indicators;

/// <summary>Wilder's smoothing: the simple mean of the first n values, then A[t] = A[t−1] + (x − A[t−1]) / n.</summary>
public sealed class WilderAverage : ValueLineKernel
{
    private readonly int _windowBars;
    private double _sum;
    private int _seen;
    private double _value = double.NaN;

    /// <summary>An average of n values, ≥ 1.</summary>
    public WilderAverage(int windowBars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowBars, 1);
        _windowBars = windowBars;
    }

    /// <inheritdoc/>
    public override int WarmUpBars => _windowBars;

    /// <inheritdoc/>
    protected override double Step(double value)
    {
        if (_seen >= _windowBars)
            return _value += (value - _value) / _windowBars;
        _sum += value;
        if (++_seen == _windowBars)
            _value = _sum / _windowBars;
        return _value;
    }
}
