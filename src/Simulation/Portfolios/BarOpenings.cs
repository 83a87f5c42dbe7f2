using System.Runtime.CompilerServices;
using Simulator.Markets;

namespace Simulator.Portfolios;

/// <summary>
/// The earliest instant at which a bar can have opened: the session's open for daily bars of a market with a session, the close minus the
/// length for intraday bars, otherwise (round-the-clock markets, weeks, months) the close of the bar before. A later order cannot fill at
/// the bar's open and waits for the next bar.
/// </summary>
internal static class BarOpenings
{
    private static readonly ConditionalWeakTable<BarSeries, long[]> s_known = [];

    /// <summary>UTC ticks, one per bar; the first bar's may be the smallest number there is.</summary>
    public static long[] Of(BarSeries series) => s_known.GetValue(series, Compute);

    private static long[] Compute(BarSeries series)
    {
        var opens = new long[series.Count];
        var session = series.Interval.Length == TimeSpan.FromDays(1) ? series.Calendar.OpenTime : null;
        for (var bar = 0; bar < opens.Length; bar++)
        {
            var before = bar == 0 ? long.MinValue : series.CloseTimeTicks[bar - 1];
            if (series.Interval.IsIntraday)
                opens[bar] = Math.Max(before, series.CloseTimeTicks[bar] - series.Interval.Length.Ticks);
            else if (session is { } time)
                opens[bar] = Math.Max(before, SessionOpen(series, bar, time));
            else
                opens[bar] = before;
        }
        return opens;
    }

    private static long SessionOpen(BarSeries series, int bar, TimeOnly time)
    {
        var day = series.DayAt(bar);
        return TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(time, DateTimeKind.Unspecified), series.Calendar.TimeZone).Ticks;
    }
}
