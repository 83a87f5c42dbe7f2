using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Synthetic;

/// <summary>
/// The days of a series in random order. A day keeps its way from the close before to its own open, high, low and close, and its volume;
/// so the returns are the same numbers, begin and end at the same prices, and nothing that was known before foretells the next one.
/// </summary>
internal static class DemoShuffle
{
    private const double Cent = 100;

    /// <summary>The shuffled series under its own name; the first bar, which no return leads to, stays.</summary>
    public static BarSeries Of(BarSeries series, string symbol, SplitMix64 random)
    {
        var n = series.Count;
        var (open, high, low, close, volume) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        (open[0], high[0], low[0], close[0], volume[0]) = (
            series.Open[0],
            series.High[0],
            series.Low[0],
            series.Close[0],
            series.Volume[0]
        );
        int[] days = [.. Enumerable.Range(1, n - 1)];
        random.Shuffle(days.AsSpan());
        var price = series.Close[0];
        for (var t = 1; t < n; t++)
        {
            var day = days[t - 1];
            var scale = price / series.Close[day - 1];
            price = series.Close[day] * scale;
            (open[t], close[t], volume[t]) = (Rounded(series.Open[day] * scale), Rounded(price), series.Volume[day]);
            high[t] = Math.Max(Rounded(series.High[day] * scale), Math.Max(open[t], close[t]));
            low[t] = Math.Min(Rounded(series.Low[day] * scale), Math.Min(open[t], close[t]));
        }
        return new BarSeries(symbol, series.CloseTimeTicks, open, high, low, close, volume)
        {
            Calendar = series.Calendar,
            IsSynthetic = true,
        };
    }

    private static double Rounded(double price) => Math.Max(1 / Cent, Math.Round(price * Cent) / Cent);
}
