using Simulator.Markets;

namespace Simulator.Web.Components.Charts;

/// <summary>
/// Windows of a series as points to draw: each point is the open, high, low and close of consecutive bars, so no extreme price is
/// lost at any zoom.
/// </summary>
public static class PriceWindows
{
    /// <summary>Points sent at most.</summary>
    public const int MaximumPoints = 2000;

    /// <summary>The whole series.</summary>
    public static PriceWindow Whole(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Of(series, 0, series.Count);
    }

    /// <summary>The bars whose close lies in [<paramref name="from"/>, <paramref name="to"/>], seconds since 1970.</summary>
    public static PriceWindow Between(BarSeries series, long from, long to)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Of(series, FirstAtOrAfter(series, from), FirstAtOrAfter(series, to == long.MaxValue ? to : to + 1));
    }

    private static PriceWindow Of(BarSeries series, int start, int end)
    {
        var count = Math.Max(0, end - start);
        var perPoint = Math.Max(1, (count + MaximumPoints - 1) / MaximumPoints);
        var points = (count + perPoint - 1) / perPoint;
        var (times, open, high, low, close) = (
            new long[points],
            new double[points],
            new double[points],
            new double[points],
            new double[points]
        );
        for (var p = 0; p < points; p++)
        {
            var first = start + p * perPoint;
            var last = Math.Min(first + perPoint, end) - 1;
            times[p] = Shown(series, last);
            (open[p], close[p]) = (series.Open[first], series.Close[last]);
            (high[p], low[p]) = (series.High[first], series.Low[first]);
            for (var i = first + 1; i <= last; i++)
                (high[p], low[p]) = (Math.Max(high[p], series.High[i]), Math.Min(low[p], series.Low[i]));
        }
        return new PriceWindow(
            times,
            !series.Interval.IsIntraday,
            series.HasOhlc,
            open,
            high,
            low,
            close,
            perPoint,
            start == 0,
            end == series.Count
        );
    }

    // Bars of a day or longer are drawn at their trading day, whatever the UTC hour of the close.
    private static long Shown(BarSeries series, int bar) =>
        series.Interval.IsIntraday
            ? ReportCharts.Seconds(series.CloseTimeAt(bar))
            : ReportCharts.Seconds(series.DayAt(bar).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    private static int FirstAtOrAfter(BarSeries series, long seconds)
    {
        var (low, high) = (0, series.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Shown(series, middle) < seconds)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
