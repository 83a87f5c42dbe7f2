namespace Simulator.Indicators;

/// <summary>
/// Wilder's true range, in units of the price: max(high, last close) − min(low, last close); of the first bar high − low.
/// </summary>
public sealed class TrueRange : BarLineKernel
{
    private double _previousClose = double.NaN;

    /// <inheritdoc/>
    public override int WarmUpBars => 1;

    /// <inheritdoc/>
    protected override double Step(in IndicatorSample bar)
    {
        var range = double.IsNaN(_previousClose)
            ? bar.High - bar.Low
            : Math.Max(bar.High, _previousClose) - Math.Min(bar.Low, _previousClose);
        _previousClose = bar.Close;
        return range;
    }
}
