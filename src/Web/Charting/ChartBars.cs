using Simulator.Markets;

namespace Simulator.Web.Charting;

/// <summary>Bars of one length, ready to be cut: their shown times and what a chart asks of the whole. Shared between requests.</summary>
public sealed class ChartBars
{
    /// <summary>Prepares a series.</summary>
    public ChartBars(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        (Series, Times) = (series, ShownClock.Times(series));
        Step = PriceStep.Of(series);
        HasVolume = Array.Exists(series.Volume, v => !double.IsNaN(v));
    }

    /// <summary>The bars.</summary>
    public BarSeries Series { get; }

    /// <summary>[bar] shown time, seconds since 1970; see <see cref="ShownClock"/>.</summary>
    public double[] Times { get; }

    /// <summary>Smallest step between prices; 0 where it is not known.</summary>
    public double Step { get; }

    /// <summary>Whether any bar has a volume.</summary>
    public bool HasVolume { get; }

    /// <summary>Bytes that it holds.</summary>
    public long Size => Series.Count * 7L * sizeof(double);

    /// <summary>The first bar shown at a time or later.</summary>
    public int FirstAt(double time)
    {
        if (Series.Interval.IsIntraday)
        {
            var found = Array.BinarySearch(Series.CloseTimeTicks, ShownClock.Of(Series).TicksOf(time, isLast: false));
            return found >= 0 ? found : ~found;
        }
        var (low, high) = (0, Times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Times[middle] < time ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>One behind the last bar shown at a time or earlier.</summary>
    public int EndAt(double time)
    {
        if (!Series.Interval.IsIntraday)
            return FirstAt(Math.BitIncrement(time));
        var ticks = ShownClock.Of(Series).TicksOf(time, isLast: true);
        var found = Array.BinarySearch(Series.CloseTimeTicks, ticks);
        return found >= 0 ? found + 1 : ~found;
    }
}
