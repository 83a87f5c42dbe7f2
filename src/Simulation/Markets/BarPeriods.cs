namespace Simulator.Markets;

/// <summary>
/// Which longer bar a bar is part of. Intraday lengths are counted from midnight of the calendar's clock, midnight itself ending the day
/// before it; where a session closes, a part of one ends with it. Days end at the calendar's close: what is traded later is part of the
/// next day. Weeks go from Monday to Sunday.
/// </summary>
/// <param name="calendar">Whose days.</param>
/// <param name="source">Length of the parts.</param>
/// <param name="length">Length of the longer bars.</param>
internal sealed class BarPeriods(MarketCalendar calendar, BarInterval source, BarInterval length)
{
    private readonly TimeZoneInfo _zone = calendar.TimeZone;
    private DateOnly _day;
    private long _dayEnd = long.MinValue;

    /// <summary>The period of a part that closes at an instant.</summary>
    /// <returns>Equal for the parts of one period; and whether the calendar has no more of it after this part.</returns>
    public (long Period, bool IsOver) Of(DateTime close) => length.IsIntraday ? OfClock(close) : OfDays(close);

    /// <summary>The period after one of days, weeks or months: for what is traded although the calendar had no more of it.</summary>
    public long After(long period) => length.IsIntraday ? period : LastDay(DateOnly.FromDayNumber((int)period).AddDays(1)).DayNumber;

    // The end of the period, UTC ticks.
    private (long Period, bool IsOver) OfClock(DateTime close)
    {
        var offset = _zone.GetUtcOffset(close);
        var (local, part) = (close.Ticks + offset.Ticks, length.Length.Ticks);
        var midnight = (local - 1) / TimeSpan.TicksPerDay * TimeSpan.TicksPerDay;
        var clockEnd = Math.Min(midnight + ((local - midnight + part - 1) / part * part), midnight + TimeSpan.TicksPerDay);
        var end = close.Ticks + clockEnd - local;
        // Where clocks are put forward before that end, it comes sooner.
        var skipped = (OffsetAt(end) - offset).Ticks;
        if (skipped > 0 && OffsetAt(end - skipped) != offset)
            end = Math.Max(close.Ticks, end - skipped);
        if (
            calendar.OpenTime is not null
            && EndOf(DateOnly.FromDateTime(new DateTime(local - 1))) is var sessionEnd
            && close.Ticks <= sessionEnd
        )
            end = Math.Min(end, sessionEnd);
        return (end, close.Ticks >= end);
    }

    // The number of the period's last day.
    private (long Period, bool IsOver) OfDays(DateTime close)
    {
        var day = source.IsIntraday ? DayOf(close) : calendar.TradingDay(close);
        var last = LastDay(day);
        var isOver = !source.IsIntraday || close.Ticks >= EndOf(day);
        for (var next = day.AddDays(1); isOver && next <= last; next = next.AddDays(1))
            isOver = calendar.IsClosed(next);
        return (last.DayNumber, isOver);
    }

    private DateOnly LastDay(DateOnly day) =>
        length switch
        {
            _ when length == BarInterval.Weekly => day.AddDays(6 - (day.DayNumber % 7)), // day 0 of the calendar was a Monday
            _ when length == BarInterval.Monthly => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
            _ => day,
        };

    private DateOnly DayOf(DateTime close)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(close, _zone);
        if (calendar.DayEnd == TimeOnly.MinValue)
            return DateOnly.FromDateTime(local.AddTicks(-1));
        var day = DateOnly.FromDateTime(local);
        if (TimeOnly.FromDateTime(local) <= calendar.DayEnd)
            return day;
        do day = day.AddDays(1);
        while (calendar.IsClosed(day));
        return day;
    }

    private TimeSpan OffsetAt(long ticks) => _zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc));

    private long EndOf(DateOnly day)
    {
        if (_dayEnd == long.MinValue || day != _day)
        {
            var end = calendar.DayEnd == TimeOnly.MinValue ? day.AddDays(1).ToDateTime(TimeOnly.MinValue) : day.ToDateTime(calendar.DayEnd);
            (_day, _dayEnd) = (day, TimeZoneInfo.ConvertTimeToUtc(_zone.IsInvalidTime(end) ? end.AddHours(1) : end, _zone).Ticks);
        }
        return _dayEnd;
    }
}
