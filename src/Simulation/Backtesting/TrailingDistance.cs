using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>Distance of a trailing stop from the best price.</summary>
internal static class TrailingDistance
{
    /// <summary>The distance in units of the price, from bars ≤ <paramref name="bar"/>; NaN for no trail.</summary>
    public static double Of(in TrailingStop trail, BarSeries series, int bar, double bestPrice) =>
        trail.Kind switch
        {
            TrailKind.None => double.NaN,
            TrailKind.Amount => trail.Value,
            TrailKind.Fraction => trail.Value * bestPrice,
            _ => trail.Value * MeanTrueRange(series, bar, trail.AtrBars),
        };

    private static double MeanTrueRange(BarSeries series, int bar, int bars)
    {
        var sum = 0.0;
        var first = Math.Max(0, bar - bars + 1);
        for (var i = first; i <= bar; i++)
        {
            var last = series.Close[Math.Max(0, i - 1)];
            sum += i == 0 ? series.High[0] - series.Low[0] : Math.Max(series.High[i], last) - Math.Min(series.Low[i], last);
        }
        return sum / (bar - first + 1);
    }
}
