using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>Expected volumes of the next bars, from past bars.</summary>
internal static class VolumeProfile
{
    /// <summary>
    /// Mean volume of the same time of day over the last days; bars after <paramref name="bar"/> follow by time of day, the first of a day
    /// after the last.
    /// </summary>
    public static double[] ByTimeOfDay(BarSeries series, int bar, int bars, int days)
    {
        var means = Means(series, bar, days);
        var expected = new double[bars];
        var next = means.FindIndex(m => m.Time > TimeOfDay(series, bar));
        for (var i = 0; i < bars; i++)
            expected[i] = means[((next < 0 ? 0 : next) + i) % means.Count].Volume;
        return expected;
    }

    /// <summary>Mean volume of the bars at the same place in the windows before.</summary>
    public static double[] ByBar(BarSeries series, int bar, int bars, int windows)
    {
        var expected = new double[bars];
        for (var i = 0; i < bars; i++)
        {
            var (sum, count) = (0.0, 0);
            for (var past = bar + 1 + i - bars; past >= 0 && count < windows; past -= bars)
            {
                if (past > bar)
                    continue;
                sum += Known(series.Volume[past]);
                count++;
            }
            expected[i] = count > 0 ? sum / count : 0;
        }
        return expected;
    }

    private static List<(TimeSpan Time, double Volume)> Means(BarSeries series, int bar, int days)
    {
        var sums = new SortedDictionary<TimeSpan, (double Volume, int Count)>();
        var (seen, day) = (0, DateOnly.MinValue);
        for (var past = bar; past >= 0; past--)
        {
            var date = series.DayAt(past);
            if (date != day && ++seen > days)
                break;
            day = date;
            var time = TimeOfDay(series, past);
            var (volume, count) = sums.GetValueOrDefault(time);
            sums[time] = (volume + Known(series.Volume[past]), count + 1);
        }
        return [.. sums.Select(s => (s.Key, s.Value.Volume / s.Value.Count))];
    }

    // A bar that ends at midnight ends the day, so that it comes last.
    private static TimeSpan TimeOfDay(BarSeries series, int bar)
    {
        var time = TimeZoneInfo.ConvertTimeFromUtc(series.CloseTimeAt(bar), series.Calendar.TimeZone).TimeOfDay;
        return time == TimeSpan.Zero ? TimeSpan.FromDays(1) : time;
    }

    private static double Known(double volume) => volume > 0 ? volume : 0;
}
