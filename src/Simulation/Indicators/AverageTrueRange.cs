namespace Simulator.Indicators;

/// <summary>
/// Wilder's ATR (1978), in units of the price: smoothed true range max(high, last close) − min(low, last close); the first bar's
/// range is high − low and counts, as in StockCharts' tables.
/// </summary>
/// <param name="windowBars">n, ≥ 1; 14 is usual.</param>
public sealed class AverageTrueRange(int windowBars = 14) : BarLineKernel, IBarIndicator
{
    private readonly WilderAverage _average = new(windowBars);
    private readonly TrueRange _range = new();

    /// <inheritdoc cref="IndicatorKernel.WarmUpBars"/>
    public override int WarmUpBars => windowBars;

    /// <inheritdoc/>
    public double Next(double high, double low, double close) =>
        Next(new IndicatorSample(double.NaN, high, low, close, double.NaN, double.NaN, 0));

    /// <inheritdoc/>
    protected override double Step(in IndicatorSample bar) => _average.Next(_range.Next(bar));
}
