namespace Simulator.Strategies;

/// <summary>
/// Relative strength index 100 − 100/(1 + mean gain/mean loss) with exponential means of weight 1/n that start at the first change,
/// as the reference cases have it (Wilder's own starts with a simple mean: <see cref="Indicators.RelativeStrengthIndex"/>).
/// </summary>
internal struct RunningRsi(int bars)
{
    private double _gain;
    private double _loss;
    private int _bar;

    /// <summary>The index at the last bar of <paramref name="close"/>; bars that were not asked about are caught up.</summary>
    public double At(ReadOnlySpan<double> close)
    {
        while (_bar < close.Length - 1)
        {
            var change = close[++_bar] - close[_bar - 1];
            var weight = _bar == 1 ? 1 : 1.0 / bars;
            _gain += weight * (Math.Max(change, 0) - _gain);
            _loss += weight * (Math.Max(-change, 0) - _loss);
        }
        return 100 - (100 / (1 + (_gain / _loss)));
    }
}
