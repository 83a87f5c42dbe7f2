using System.Globalization;
using Simulator.Markets;
using Simulator.Markets.Exchanges;

namespace Simulator.Quality;

/// <summary>Bars that the series' own calendar expects and that are not there. A holiday is no gap.</summary>
internal static class GapCheck
{
    private const int LongestHoliday = 4; // weekdays in a row that markets without known holidays close
    private const int AnotherInstrument = 180; // days
    private const double Sparse = 0.2;

    public static IEnumerable<QualityFinding> Find(BarSeries series, int[]? lines)
    {
        var days = series.Interval.Length <= TimeSpan.FromDays(1) ? Days(series, lines) : Periods(series, lines);
        foreach (var finding in days)
            yield return finding;
        if (series.Interval.IsIntraday && WithinDays(series, lines) is { } within)
            yield return within;
    }

    private static IEnumerable<QualityFinding> Days(BarSeries series, int[]? lines)
    {
        var sure = new List<(int Bar, int Missing)>();
        var unsure = new List<(int Bar, int Missing)>();
        var calendar = series.Calendar;
        var days = series.DayNumbers();
        for (var i = 1; i < days.Length; i++)
        {
            var missing = days[i] > days[i - 1] + 1 ? OpenDays(calendar, days[i - 1], days[i]) : 0;
            if (missing > 0)
                (Knows(calendar, days[i - 1], days[i]) || missing > LongestHoliday ? sure : unsure).Add((i, missing));
        }
        if (sure.Count > 0)
            yield return Gaps(series, sure, lines);
        if (unsure.Count > 0)
            yield return Holidays(series, unsure, lines);
    }

    private static bool Knows(MarketCalendar calendar, int after, int before) =>
        calendar.KnowsHolidays(DateOnly.FromDayNumber(after)) && calendar.KnowsHolidays(DateOnly.FromDayNumber(before));

    private static int OpenDays(MarketCalendar calendar, int after, int before)
    {
        var open = 0;
        for (var day = after + 1; day < before; day++)
            open += calendar.IsClosed(DateOnly.FromDayNumber(day)) ? 0 : 1;
        return open;
    }

    private static QualityFinding Gaps(BarSeries series, List<(int Bar, int Missing)> gaps, int[]? lines)
    {
        var total = gaps.Sum(g => g.Missing);
        var (bar, missing) = gaps.MaxBy(g => g.Missing);
        var another =
            (series.CloseTimeAt(bar) - series.CloseTimeAt(bar - 1)).TotalDays > AnotherInstrument
                ? "; after such a long gap the symbol may be another instrument"
                : "";
        return SeriesQuality.Finding(
            QualityCheck.Gap,
            total > gaps.Count || total > series.Count / 100 ? Severity.Warning : Severity.Info,
            total,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{total} trading days are missing in {gaps.Count} gaps, compared with the calendar of {series.Calendar.Name}; "
                    + $"longest {missing} days before {SeriesQuality.When(series, bar)}, {SeriesQuality.Place(bar, lines)}{another}"
            ),
            [.. gaps.Select(g => g.Bar)],
            lines
        );
    }

    private static QualityFinding Holidays(BarSeries series, List<(int Bar, int Missing)> gaps, int[]? lines) =>
        SeriesQuality.Finding(
            QualityCheck.Gap,
            Severity.Info,
            gaps.Sum(g => g.Missing),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{gaps.Sum(g => g.Missing)} weekdays are missing in {gaps.Count} places (holidays of {series.Calendar.Name}, "
                    + $"or gaps); first before {SeriesQuality.When(series, gaps[0].Bar)}, {SeriesQuality.Place(gaps[0].Bar, lines)}"
            ),
            [.. gaps.Select(g => g.Bar)],
            lines
        );

    private static IEnumerable<QualityFinding> Periods(BarSeries series, int[]? lines)
    {
        var gaps = new List<(int Bar, int Missing)>();
        for (var i = 1; i < series.Count; i++)
        {
            var missing = (int)Math.Round((series.CloseTimeAt(i) - series.CloseTimeAt(i - 1)) / series.Interval.Length) - 1;
            if (missing > 0)
                gaps.Add((i, missing));
        }
        if (gaps.Count == 0)
            yield break;
        yield return SeriesQuality.Finding(
            QualityCheck.Gap,
            Severity.Warning,
            gaps.Sum(g => g.Missing),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{gaps.Sum(g => g.Missing)} bars of {series.Interval} are missing in {gaps.Count} gaps; first before "
                    + $"{SeriesQuality.When(series, gaps[0].Bar)}, {SeriesQuality.Place(gaps[0].Bar, lines)}"
            ),
            [.. gaps.Select(g => g.Bar)],
            lines
        );
    }

    /// <summary>Bars missing between two bars of one session. Where many are, the source only writes bars that traded.</summary>
    private static QualityFinding? WithinDays(BarSeries series, int[]? lines)
    {
        var step = series.Interval.Length.Ticks;
        var gaps = new List<int>();
        long total = 0,
            longest = 0;
        var longestAt = 0;
        var clock = new MarketClock(series.Calendar);
        for (var i = 1; i < series.Count; i++)
        {
            var apart = series.CloseTimeTicks[i] - series.CloseTimeTicks[i - 1];
            if (apart <= step || !SameSession(series, i, clock))
                continue;
            gaps.Add(i);
            total += (apart / step) - 1;
            (longest, longestAt) = apart > longest ? (apart, i) : (longest, longestAt);
        }
        if (gaps.Count == 0)
            return null;
        var sparse = total > series.Count * Sparse;
        var count = (int)Math.Min(total, int.MaxValue);
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{total} bars of {series.Interval} are missing within sessions in {gaps.Count} gaps; longest "
                + $"{new BarInterval(TimeSpan.FromTicks(longest))} before {SeriesQuality.When(series, longestAt)}, "
                + $"{SeriesQuality.Place(longestAt, lines)}{(sparse ? "; the source probably writes only bars with trades" : "")}"
        );
        return SeriesQuality.Finding(QualityCheck.Gap, sparse ? Severity.Info : Severity.Warning, count, message, gaps, lines);
    }

    private static bool WithoutRecess(Session session, TimeOnly start, TimeOnly end) =>
        start >= session.Open && end <= session.Close && (!session.HasRecess || end <= session.RecessStart || start >= session.RecessEnd);

    private static bool SameSession(BarSeries series, int bar, MarketClock clock)
    {
        var calendar = series.Calendar;
        if (calendar.TradesOnWeekends)
            return true;
        var start = new DateTime(clock.ToLocal(series.CloseTimeTicks[bar - 1]));
        var end = new DateTime(clock.ToLocal(series.CloseTimeTicks[bar]));
        if (calendar.SessionOn(DateOnly.FromDateTime(start)) is { } session)
            return start.Date == end.Date && WithoutRecess(session, TimeOnly.FromDateTime(start), TimeOnly.FromDateTime(end));
        // Around the clock from Sunday to Friday: only the weekend is no gap.
        return start.DayOfWeek is not (DayOfWeek.Friday or DayOfWeek.Saturday) || start.Date == end.Date;
    }
}
