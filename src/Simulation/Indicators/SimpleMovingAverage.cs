namespace Simulator.Indicators;

/// <summary>Arithmetic mean of the last n prices.</summary>
/// <param name="windowBars">n, ≥ 1.</param>
public sealed class SimpleMovingAverage(int windowBars) : ValueLineKernel
{
    private readonly SlidingSum _sum = new(windowBars);

    /// <inheritdoc/>
    public override int WarmUpBars => windowBars;

    /// <inheritdoc/>
    public override void Next(ReadOnlySpan<double> values, Span<double> line) => _sum.Add(values, line);

    /// <inheritdoc/>
    protected override double Step(double value)
    {
        _sum.Add(value);
        return _sum.Mean;
    }
}
