using System.Runtime.Intrinsics;
using Simulator.Numerics;

namespace Simulator.Markets;

/// <summary>
/// The periods over which returns are taken: trading days for daily and shorter bars (the last bar of each), else the bars
/// themselves; and when each bar was, in days.
/// </summary>
internal static class TradingPeriods
{
    /// <summary>
    /// Time of bars <paramref name="first"/> … <paramref name="last"/> in days: trading dates for daily and longer bars (no daylight-saving
    /// hour in a difference), instants otherwise. Not to be changed.
    /// </summary>
    public static double[] Days(BarSeries series, int first, int last)
    {
        var all = SeriesFacts.Of(series).Days;
        return first == 0 && last == series.Count - 1 ? all : all[first..(last + 1)];
    }

    /// <summary>Time of every bar in days.</summary>
    public static double[] ComputeDays(BarSeries series)
    {
        var days = new double[series.Count];
        var i = 0;
        if (series.Interval.IsIntraday)
        {
            var perDay = Vector512.Create((double)TimeSpan.TicksPerDay);
            for (; i + Lanes.Count <= days.Length; i += Lanes.Count)
                (Vector512.ConvertToDouble(Vector512.LoadUnsafe(ref series.CloseTimeTicks[0], (nuint)i)) / perDay).StoreUnsafe(
                    ref days[0],
                    (nuint)i
                );
        }
        for (; i < days.Length; i++)
            days[i] = DayOf(series, i);
        return days;
    }

    /// <summary>Time of one bar in days.</summary>
    public static double DayOf(BarSeries series, int bar) =>
        series.Interval.IsIntraday ? series.CloseTimeTicks[bar] / (double)TimeSpan.TicksPerDay : series.DayAt(bar).DayNumber;

    /// <summary>Offsets, from <paramref name="first"/>, of the last bar of each period. Not to be changed.</summary>
    public static int[] Ends(BarSeries series, int first, int last) =>
        first == 0 && last == series.Count - 1 ? SeriesFacts.Of(series).PeriodEnds : ComputeEnds(series, first, last);

    /// <summary>The same, computed again.</summary>
    public static int[] ComputeEnds(BarSeries series, int first, int last)
    {
        if (!series.Interval.IsIntraday)
            return series.Calendar.Rollover is null ? Each(last - first + 1) : EndsOfDays(series, first, last);
        var ends = new List<int>();
        var ticks = series.CloseTimeTicks.AsSpan(0, last + 1);
        for (var bar = first; bar <= last; )
        {
            bar = SortedSearch.FirstAtLeast<long>(ticks, bar, NextDay(series.Calendar, ticks[bar]));
            ends.Add(bar - first - 1);
        }
        return [.. ends];
    }

    private static int[] Each(int count)
    {
        var each = new int[count];
        for (var i = 0; i < count; i++)
            each[i] = i;
        return each;
    }

    // A daily bar of Sunday evening is part of Monday.
    private static int[] EndsOfDays(BarSeries series, int first, int last) =>
        [
            .. Enumerable
                .Range(first, last - first + 1)
                .Where(bar => bar == last || series.DayAt(bar + 1) != series.DayAt(bar))
                .Select(bar => bar - first),
        ];

    /// <summary>Periods in a year: the calendar's trading days, or 52, 12, 1 for weekly, monthly, yearly bars.</summary>
    public static double PerYear(BarSeries series) =>
        series.Interval.Length.TotalDays switch
        {
            >= 360 => 1,
            >= 28 => 12,
            >= 5 => 52,
            > 1 => series.Calendar.TradingDaysPerYear / series.Interval.Length.TotalDays,
            _ => series.Calendar.TradingDaysPerYear,
        };

    /// <summary>
    /// Bars in a year: of intraday bars as many a trading day as its session holds, the last one shorter where the session is no
    /// multiple (seven of an hour in New York). Calendar and interval say so, whatever bars there are.
    /// </summary>
    public static double BarsPerYear(BarSeries series)
    {
        if (!series.Interval.IsIntraday)
            return PerYear(series);
        var length = series.Interval.Length;
        var bars = series.Calendar.UsualSession is { } session ? session.Bars(length) : Math.Ceiling(TimeSpan.FromDays(1) / length);
        return PerYear(series) * bars;
    }

    /// <summary>First tick (UTC) that belongs to a later trading day than <paramref name="ticks"/>.</summary>
    private static long NextDay(MarketCalendar calendar, long ticks) =>
        calendar.LastTickOf(calendar.TradingDay(new DateTime(ticks, DateTimeKind.Utc))) + 1;
}
