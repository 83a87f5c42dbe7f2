using System.Globalization;
using Simulator.Markets;

namespace Simulator.Web.Charting;

/// <summary>Lengths of bars as a chart names them: <c>1m</c>, <c>4h</c>, <c>1d</c>, <c>1w</c>, <c>1mo</c>.</summary>
public static class ChartIntervals
{
    private static readonly BarInterval[] s_offered =
    [
        BarInterval.Minutes(1),
        BarInterval.Minutes(5),
        BarInterval.Minutes(15),
        BarInterval.Minutes(60),
        BarInterval.Minutes(240),
        BarInterval.Daily,
        BarInterval.Weekly,
        BarInterval.Monthly,
    ];

    /// <summary>Those that a series can be shown in, its own first.</summary>
    public static IReadOnlyList<BarInterval> Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var own = series.Interval;
        return [own, .. s_offered.Where(o => o.Length > own.Length && (!o.IsIntraday || o.Length.Ticks % own.Length.Ticks == 0))];
    }

    /// <summary>The name of a length.</summary>
    public static string NameOf(BarInterval interval)
    {
        var length = interval.Length;
        return interval switch
        {
            _ when interval == BarInterval.Weekly => "1w",
            _ when interval == BarInterval.Monthly => "1mo",
            _ when length.Ticks % TimeSpan.TicksPerDay == 0 => Named(length.TotalDays, "d"),
            _ when length.Ticks % TimeSpan.TicksPerHour == 0 => Named(length.TotalHours, "h"),
            _ when length.Ticks % TimeSpan.TicksPerMinute == 0 => Named(length.TotalMinutes, "m"),
            _ => Named(length.TotalSeconds, "s"),
        };
    }

    private static string Named(double count, string unit) => count.ToString(CultureInfo.InvariantCulture) + unit;
}
