using Simulator.Markets;

namespace Simulator.Import;

/// <summary>How timestamps become close times: bar length, clock, and which end of the bar a timestamp names.</summary>
/// <param name="Interval">Nominal length of a bar.</param>
/// <param name="Calendar">Whose days and sessions.</param>
/// <param name="Clock">Zone of the file's times.</param>
/// <param name="ClockIsWritten">Every row writes its own offset: its times are instants.</param>
/// <param name="DatesAreWritten">Bars of a day and longer: the date written is the trading day, whatever the offset.</param>
/// <param name="Stamps">Which end of the bar a timestamp names.</param>
/// <param name="Rule">In one sentence, how a timestamp becomes a close time.</param>
/// <param name="Questions">What the file leaves open.</param>
internal sealed record BarTiming(
    BarInterval Interval,
    MarketCalendar Calendar,
    TimeZoneInfo Clock,
    bool ClockIsWritten,
    bool DatesAreWritten,
    BarStamp Stamps,
    string Rule,
    IReadOnlyList<ImportQuestion> Questions
)
{
    private const int DeltasCounted = 100_000;

    /// <summary>Bars of a day or longer are stamped by date, shorter ones by the clock.</summary>
    public bool ByDate => !Interval.IsIntraday;

    /// <summary>The clock's name: <c>UTC</c>, or an IANA id.</summary>
    public string ClockName => Clock.Id is "Etc/UTC" or "UTC" ? "UTC" : Clock.Id;

    /// <summary>Decides the timing of a series.</summary>
    /// <param name="rows">Its rows in time order, without repetitions.</param>
    /// <param name="table">The rows read.</param>
    /// <param name="layout">How the file was understood.</param>
    /// <param name="facts">Calendar of the series.</param>
    /// <param name="options">What the user decided.</param>
    public static BarTiming Of(StampedRows rows, Table table, Layout layout, SymbolFacts facts, ImportOptions options)
    {
        var interval = new BarInterval(CommonStep(rows, table.HasTimes));
        if (layout.Pattern is null && layout.Shape.IsPeriod())
            return ForPeriods(interval, layout, ForDates(BarInterval.Daily, facts.Calendar, rows, table, options));
        if (!interval.IsIntraday)
            return ForDates(interval, facts.Calendar, rows, table, options);
        var clock = FileClock.Of(rows, table, layout, facts.Calendar, options);
        var stamps = StampSide.Of(rows, interval, layout, facts.Calendar, clock, options);
        var name = clock.Zone.Id is "Etc/UTC" or "UTC" ? "UTC" : clock.Zone.Id;
        var rule =
            stamps.Side == BarStamp.Open
                ? $"timestamps are bar starts in {name} ({clock.Why}); a bar is known {interval} later"
                : $"timestamps are bar ends in {name} ({clock.Why})";
        List<ImportQuestion> questions = [.. clock.Question, .. stamps.Question];
        return new BarTiming(interval, facts.Calendar, clock.Zone, table.Zones.HasOffsets, false, stamps.Side, rule, questions);
    }

    /// <summary>Close time in UTC ticks of a row; null where the clock skips its time.</summary>
    /// <param name="buffer">The rows.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="clock">Of <see cref="Clock"/>.</param>
    public long? CloseTicks(SeriesBuffer buffer, int row, ZoneClock clock)
    {
        if (ByDate)
            return Calendar.CloseOf(PeriodEnd(DateOf(buffer.Ticks[row], buffer.Local(row)))).Ticks;
        var instant =
            ClockIsWritten ? buffer.Ticks[row]
            : clock.ToUtc(buffer.Ticks[row]) is null ? null
            : buffer.Instants?[row] ?? clock.ToUtc(buffer.Ticks[row]);
        return instant + (Stamps == BarStamp.Open ? Interval.Length.Ticks : 0);
    }

    /// <summary>The most frequent step between timestamps; months and quarters are recognised by their range.</summary>
    private static TimeSpan CommonStep(StampedRows rows, bool hasTimes)
    {
        if (rows.Count < 2)
            return hasTimes && !rows.AreDates ? TimeSpan.FromMinutes(1) : TimeSpan.FromDays(1);
        var counts = new Dictionary<long, int>();
        for (var i = 1; i < Math.Min(rows.Count, DeltasCounted); i++)
        {
            var step = rows.Key(i) - rows.Key(i - 1);
            counts[step] = counts.GetValueOrDefault(step) + 1;
        }
        var common = new TimeSpan(counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).First().Key);
        return common.TotalDays switch
        {
            >= 360 => TimeSpan.FromDays(365),
            >= 85 => TimeSpan.FromDays(91),
            >= 27 => BarInterval.Monthly.Length,
            >= 6 and <= 8 => BarInterval.Weekly.Length,
            >= 0.95 => TimeSpan.FromDays(1),
            _ => common,
        };
    }

    private static BarTiming ForDates(BarInterval interval, MarketCalendar calendar, StampedRows rows, Table table, ImportOptions options)
    {
        var when =
            calendar.PublicationLagDays > 0
                ? $"the day after their date, {calendar.CloseTime:HH\\:mm} {calendar.TimeZoneId}"
                : $"{calendar.CloseTime:HH\\:mm} {calendar.TimeZoneId}";
        // Instants in UTC that are no midnights (14:30 of a market in New York) are dates only on the clock of their market.
        var written = !table.Zones.HasOffsets || rows.HasOffsets || rows.AreDates;
        var timing = new BarTiming(
            interval,
            calendar,
            calendar.TimeZone,
            table.Zones.HasOffsets,
            written,
            BarStamp.Close,
            $"daily bars are known at the close of their market ({when})",
            []
        );
        if (interval.Length <= TimeSpan.FromDays(1))
            return timing;
        var starts = options.Stamps is { } given ? given == BarStamp.Open : timing.ByFirstDay(rows);
        var rule =
            $"dates are the {(starts ? "first" : "last")} days of their periods; a bar is "
            + $"known at the close of the period's last day ({when})";
        return timing with
        {
            Stamps = starts ? BarStamp.Open : BarStamp.Close,
            Rule = rule,
            Questions = options.Stamps is null ? [.. timing.Doubts(rows, starts)] : [],
        };
    }

    /// <summary>Months and quarters that are written as such: no day is in doubt.</summary>
    private static BarTiming ForPeriods(BarInterval step, Layout layout, BarTiming days)
    {
        var least = layout.Shape == StampShape.YearQuarter ? TimeSpan.FromDays(91) : BarInterval.Monthly.Length;
        return days with
        {
            Interval = step.Length > least ? step : new BarInterval(least),
            Stamps = BarStamp.Open,
            Rule = $"dates are written as {layout.DateFormat}; a bar is known at the close of the last day of its period",
        };
    }

    /// <summary>
    /// What makes it doubtful which days of their periods the dates are: Sundays are first days to some exporters and last days to others;
    /// instants in UTC that are midnight on no exchange's clock may be dates of another day.
    /// </summary>
    private IEnumerable<ImportQuestion> Doubts(StampedRows rows, bool starts)
    {
        var sundays = 0;
        for (var i = 0; i < rows.Count; i++)
            sundays += DateOf(rows.Ticks(i), rows.Local(i)).DayOfWeek == DayOfWeek.Sunday ? 1 : 0;
        var reason =
            Interval == BarInterval.Weekly && sundays * 2 > rows.Count ? "the weeks are dated on Sundays, which may begin or end them"
            : DatesAreWritten ? null
            : !rows.AreMidnightsIn(Calendar.TimeZone) ? $"the times are instants in UTC that are not midnight in {Calendar.TimeZoneId}"
            : null;
        if (reason is null)
            yield break;
        string[] choices = starts ? ["open", "close"] : ["close", "open"];
        yield return new ImportQuestion(
            QuestionTopic.Stamps,
            null,
            $"{reason}: the dates are taken for the {(starts ? "first" : "last")} days of their periods, please confirm",
            "--stamps",
            choices[0],
            choices
        );
    }

    private bool ByFirstDay(StampedRows rows)
    {
        var first = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var date = DateOf(rows.Ticks(i), rows.Local(i));
            first += (Interval == BarInterval.Weekly ? date.DayOfWeek == DayOfWeek.Monday : date.Day <= 3) ? 1 : 0;
        }
        return first * 2 > rows.Count;
    }

    private DateOnly DateOf(long ticks, long local)
    {
        if (!DatesAreWritten)
            return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(new DateTime(ticks, DateTimeKind.Utc), Calendar.TimeZone));
        var date = DateOnly.FromDateTime(new DateTime(local));
        // Sessions that begin in the evening (17:00 or 18:00 in New York) are dated by the day on which they end.
        var begins = TimeOnly.FromDateTime(new DateTime(local));
        return DaysBeginInTheEvening && begins >= new TimeOnly(16, 0) ? date.AddDays(1) : date;
    }

    private bool DaysBeginInTheEvening =>
        Calendar is { OpenTime: null, TradesOnWeekends: false, PublicationLagDays: 0 } && Calendar.CloseTime != TimeOnly.MinValue;

    private DateOnly PeriodEnd(DateOnly date)
    {
        if (Stamps == BarStamp.Close)
            return date;
        if (Interval == BarInterval.Weekly)
            return date.DayOfWeek == DayOfWeek.Sunday
                ? date.AddDays(Calendar.TradesOnWeekends ? 6 : 5)
                : date.AddDays((Calendar.TradesOnWeekends ? 7 : 5) - (int)date.DayOfWeek);
        var months = Interval.Length.TotalDays switch
        {
            < 60 => 1,
            < 200 => 3,
            _ => 12,
        };
        return new DateOnly(date.Year, date.Month, 1).AddMonths(months).AddDays(-1);
    }
}
