using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>MACD at one bar, in units of the price.</summary>
/// <param name="Line">Fast EMA − slow EMA.</param>
/// <param name="Signal">EMA of the line.</param>
/// <param name="Histogram">Line − signal; 0 where they are equal up to the rounding of the price.</param>
public readonly record struct Macd(double Line, double Signal, double Histogram);

/// <summary>
/// Appel's MACD: EMA(fast) − EMA(slow), with an EMA of that as signal; every EMA seeded as <see cref="ExponentialMovingAverage"/> says.
/// </summary>
public sealed class MovingAverageConvergenceDivergence : ValueKernel
{
    private readonly ExponentialMovingAverage _fast;
    private readonly ExponentialMovingAverage _slow;
    private readonly ExponentialMovingAverage _signal;

    /// <summary>A MACD; 12, 26 and 9 are usual.</summary>
    /// <param name="fastBars">Window of the fast average, below <paramref name="slowBars"/>.</param>
    /// <param name="slowBars">Window of the slow average.</param>
    /// <param name="signalBars">Window of the signal.</param>
    public MovingAverageConvergenceDivergence(int fastBars = 12, int slowBars = 26, int signalBars = 9)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fastBars, slowBars);
        (_fast, _slow, _signal) = (new(fastBars), new(slowBars), new(signalBars));
    }

    /// <inheritdoc/>
    public override int WarmUpBars => _slow.WarmUpBars + _signal.WarmUpBars - 1;

    /// <summary>
    /// Takes the next price; the line is NaN before the slow window is full, the signal until it has seen its own window of lines.
    /// </summary>
    public Macd Next(double price)
    {
        var (fast, slow) = (_fast.Next(price), _slow.Next(price));
        var line = Ties.Difference(fast, slow);
        var signal = _signal.Next(line);
        return new(line, signal, Ties.Difference(line, signal, Ties.Noise(slow)));
    }

    /// <inheritdoc/>
    public override int LineCount => 3;

    /// <inheritdoc/>
    protected override void Step(double value, Span<double> lines)
    {
        var macd = Next(value);
        (lines[0], lines[1], lines[2]) = (macd.Line, macd.Signal, macd.Histogram);
    }
}
