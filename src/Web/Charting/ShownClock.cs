using Simulator.Markets;

namespace Simulator.Web.Charting;

/// <summary>
/// The clock of a chart: seconds since 1970 as a clock at the exchange shows them, as if it were UTC. Bars shorter than a day stand at
/// their close, longer ones at midnight of their trading day. Where clocks are put back, an hour of a market that never closes is shown
/// twice.
/// </summary>
/// <param name="Calendar">Whose clock.</param>
/// <param name="IsIntraday">Whether the bars are shorter than a day.</param>
public readonly record struct ShownClock(MarketCalendar Calendar, bool IsIntraday)
{
    // Clocks change at a quarter of an hour, if they do.
    private const long OffsetTicks = 15 * TimeSpan.TicksPerMinute;
    private static readonly int s_firstDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>The clock of a series.</summary>
    public static ShownClock Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new ShownClock(series.Calendar, series.Interval.IsIntraday);
    }

    /// <summary>Shown times of every bar of a series.</summary>
    public static double[] Times(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!series.Interval.IsIntraday)
            return [.. series.DayNumbers().Select(OfDay)];
        var (times, zone) = (new double[series.Count], series.Calendar.TimeZone);
        var (quarter, offset) = (long.MinValue, 0L);
        for (var i = 0; i < times.Length; i++)
        {
            var ticks = series.CloseTimeTicks[i];
            if (ticks / OffsetTicks != quarter)
                (quarter, offset) = (ticks / OffsetTicks, zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc)).Ticks);
            times[i] = Seconds(ticks + offset);
        }
        return times;
    }

    /// <summary>The shown time of what closed at an instant.</summary>
    public double Of(DateTime close)
    {
        close = DateTime.SpecifyKind(close, DateTimeKind.Utc);
        return IsIntraday
            ? Seconds(close.Ticks + Calendar.TimeZone.GetUtcOffset(close).Ticks)
            : OfDay(Calendar.DayOf(close, BarInterval.Daily).DayNumber);
    }

    /// <summary>The instant (UTC ticks) of a shown time: the first where it is shown twice, or the last.</summary>
    public long TicksOf(double seconds, bool isLast)
    {
        var ticks = DateTime.UnixEpoch.Ticks + (Math.Clamp(seconds, -6e10, 2.5e11) * TimeSpan.TicksPerSecond);
        var local = new DateTime((long)ticks, DateTimeKind.Unspecified);
        var zone = Calendar.TimeZone;
        var offset = zone.IsAmbiguousTime(local)
            ? isLast
                ? zone.GetAmbiguousTimeOffsets(local).Min()
                : zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return local.Ticks - offset.Ticks;
    }

    private static double OfDay(int dayNumber) => (dayNumber - s_firstDay) * 86_400.0;

    private static double Seconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;
}
