using System.Globalization;
using Simulator.Markets;

namespace Simulator.Quality;

/// <summary>
/// Bars on days on which the series' calendar is closed: weekends, where another calendar is probably right, and holidays. Bars of weeks
/// and longer carry dates that need not be trading days.
/// </summary>
internal static class ClosedDayCheck
{
    public static IEnumerable<QualityFinding> Find(BarSeries series, int[]? lines)
    {
        var calendar = series.Calendar;
        if (calendar.TradesOnWeekends || series.Interval.Length > TimeSpan.FromDays(1))
            yield break;
        var (weekends, holidays) = (new List<int>(), new List<int>());
        var clock = new MarketClock(calendar);
        var days = series.DayNumbers();
        for (var bar = 0; bar < days.Length; bar++)
        {
            var day = DateOnly.FromDayNumber(days[bar]);
            if (IsWeekend(series, bar, day, clock))
                weekends.Add(bar);
            else if (calendar.IsClosed(day))
                holidays.Add(bar);
        }
        if (weekends.Count > 0)
            yield return Weekends(series, weekends, lines);
        if (holidays.Count > 0)
            yield return Holidays(series, holidays, lines);
    }

    // Where the day rolls over at an hour, the trading day is never at a weekend: there the clock tells. Some sources open on Sunday
    // afternoon.
    private static bool IsWeekend(BarSeries series, int bar, DateOnly day, MarketClock clock)
    {
        var calendar = series.Calendar;
        if (!series.Interval.IsIntraday)
            day = calendar.DateOf(series.CloseTimeAt(bar));
        if (!series.Interval.IsIntraday || calendar.Rollover is null)
            return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && calendar.IsClosed(day);
        var local = new DateTime(clock.ToLocal(series.CloseTimeTicks[bar] - 1));
        return local.DayOfWeek == DayOfWeek.Saturday || (local.DayOfWeek == DayOfWeek.Sunday && local.Hour < 12);
    }

    private static QualityFinding Weekends(BarSeries series, List<int> bars, int[]? lines) =>
        SeriesQuality.Finding(
            QualityCheck.ClosedDay,
            series.Kind == SeriesKind.Price ? Severity.Warning : Severity.Info,
            bars.Count,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{bars.Count} bars are at weekends, when {series.Calendar.Name} does not trade; "
                    + $"first {SeriesQuality.When(series, bars[0])}, "
                    + $"{SeriesQuality.Place(bars[0], lines)}: {Remedy(series)}"
            ),
            bars,
            lines
        );

    private static string Remedy(BarSeries series) =>
        series.Calendar.Rollover is not null && !series.Interval.IsIntraday
            ? "days end at the rollover there, so these bars are parts of the next day; the source may end its days at midnight"
            : "another calendar may be right (fx, crypto), or the time zone is another";

    private static QualityFinding Holidays(BarSeries series, List<int> bars, int[]? lines) =>
        SeriesQuality.Finding(
            QualityCheck.ClosedDay,
            Severity.Info,
            bars.Count,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{bars.Count} bars are on holidays of {series.Calendar.Name}; first {SeriesQuality.When(series, bars[0])}, "
                    + $"{SeriesQuality.Place(bars[0], lines)}"
            ),
            bars,
            lines
        );
}
