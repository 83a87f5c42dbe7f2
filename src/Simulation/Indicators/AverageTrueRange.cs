namespace Simulator.Indicators;

/// <summary>
/// Wilder's ATR (1978), in units of the price: smoothed true range max(high, last close) − min(low, last close); the first bar's
/// range is high − low and counts, as in StockCharts' tables.
/// </summary>
/// <param name="windowBars">n, ≥ 1; 14 is usual.</param>
public sealed class AverageTrueRange(int windowBars = 14) : IBarIndicator
{
    private readonly WilderAverage _average = new(windowBars);
    private double _previousClose = double.NaN;

    /// <inheritdoc/>
    public int WarmUpBars => windowBars;

    /// <inheritdoc/>
    public double Next(double high, double low, double close)
    {
        var range = double.IsNaN(_previousClose) ? high - low : Math.Max(high, _previousClose) - Math.Min(low, _previousClose);
        _previousClose = close;
        return _average.Next(range);
    }
}
