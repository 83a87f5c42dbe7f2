namespace Simulator.Indicators;

/// <summary>Arithmetic mean of the last n prices.</summary>
/// <param name="windowBars">n, ≥ 1.</param>
public sealed class SimpleMovingAverage(int windowBars) : ValueLineKernel
{
    private readonly TrailingWindow _window = new(windowBars);

    /// <inheritdoc/>
    public override int WarmUpBars => _window.Length;

    /// <inheritdoc/>
    protected override double Step(double value)
    {
        _window.Add(value);
        return _window.IsFull ? _window.Mean() : double.NaN;
    }
}
