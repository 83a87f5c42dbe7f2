using Simulator.Seeding;

namespace Simulator.Markets;

/// <summary>
/// The bars of a series in random order. A bar keeps its way from the close before to its own open, high, low and close, and its volume:
/// the returns are the same numbers, prices begin and end where they did, and nothing that was known before foretells the next return.
/// </summary>
public static class BarShuffle
{
    /// <summary>A series of the same name and times; bars outside the stretch, and the first of all, stay.</summary>
    /// <param name="series">The series.</param>
    /// <param name="firstBar">First bar that moves.</param>
    /// <param name="lastBar">Last bar that moves.</param>
    /// <param name="random">The generator.</param>
    public static BarSeries Of(BarSeries series, int firstBar, int lastBar, SplitMix64 random)
    {
        var (open, high, low, close, volume) = (
            series.Open.ToArray(),
            series.High.ToArray(),
            series.Low.ToArray(),
            series.Close.ToArray(),
            series.Volume.ToArray()
        );
        var first = Math.Max(firstBar, 1); // the first bar of all has no close before it
        var order = Enumerable.Range(first, lastBar - first + 1).ToArray();
        random.Shuffle<int>(order);
        var last = series.Close[first - 1];
        for (var i = first; i <= lastBar; i++)
        {
            var from = order[i - first];
            var scale = last / series.Close[from - 1];
            (open[i], high[i], low[i], close[i], volume[i]) = (
                series.Open[from] * scale,
                series.High[from] * scale,
                series.Low[from] * scale,
                series.Close[from] * scale,
                series.Volume[from]
            );
            last = close[i];
        }
        return new BarSeries(series.Symbol, series.CloseTimeTicks, open, high, low, close, volume)
        {
            Calendar = series.Calendar,
            Interval = series.Interval,
            Kind = series.Kind,
            IsSynthetic = true,
            HasOhlc = series.HasOhlc,
        };
    }
}
