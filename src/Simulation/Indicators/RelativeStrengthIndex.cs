namespace Simulator.Indicators;

/// <summary>
/// Wilder's RSI (“New Concepts in Technical Trading Systems”, 1978): 100 − 100 / (1 + mean gain / mean loss), the means first simple
/// over n changes and then smoothed with 1/n. 0 … 100; 50 where nothing moved.
/// </summary>
public sealed class RelativeStrengthIndex : ValueLineKernel
{
    private readonly WilderAverage _gain;
    private readonly WilderAverage _loss;
    private double _previous = double.NaN;

    /// <summary>An RSI; 14 is usual.</summary>
    /// <param name="windowBars">n, ≥ 1.</param>
    public RelativeStrengthIndex(int windowBars = 14) => (_gain, _loss, WarmUpBars) = (new(windowBars), new(windowBars), windowBars + 1);

    /// <inheritdoc/>
    public override int WarmUpBars { get; }

    /// <inheritdoc/>
    protected override double Step(double value)
    {
        var change = value - _previous;
        _previous = value;
        if (double.IsNaN(change))
            return double.NaN;
        var gain = _gain.Next(Math.Max(change, 0));
        var loss = _loss.Next(Math.Max(-change, 0));
        return gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
    }
}
