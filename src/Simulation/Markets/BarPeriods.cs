namespace Simulator.Markets;

/// <summary>
/// Which longer bar a bar is part of. Intraday lengths are counted from midnight of the calendar's clock, midnight itself ending the day
/// before it; where a session closes, a part of one ends with it. Days are trading days. A day is over at its close (a half day at the
/// early one), until the series once trades after it: from then on only the first bar of the next day shows that a day is over. Weeks go
/// from Monday to Sunday.
/// </summary>
/// <param name="calendar">Whose days.</param>
/// <param name="source">Length of the parts.</param>
/// <param name="length">Length of the longer bars.</param>
internal sealed class BarPeriods(MarketCalendar calendar, BarInterval source, BarInterval length)
{
    private readonly TimeZoneInfo _zone = calendar.TimeZone;
    private DateOnly _day;
    private long _dayEnd = long.MinValue;
    private bool _tradesLate;

    /// <summary>The period of a part that closes at an instant.</summary>
    /// <returns>Equal for the parts of one period; and whether the calendar has no more of it after this part.</returns>
    public (long Period, bool IsOver) Of(DateTime close) => length.IsIntraday ? OfClock(close) : OfDays(close);

    /// <summary>The period after one of days, weeks or months: for what is traded although the calendar had no more of it.</summary>
    public long After(long period)
    {
        if (length.IsIntraday)
            return period;
        var day = DateOnly.FromDayNumber((int)period).AddDays(1);
        while (calendar.IsClosed(day))
            day = day.AddDays(1);
        return LastDay(day).DayNumber;
    }

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
        var day = DayOf(close);
        var last = LastDay(day);
        if (!source.IsIntraday)
            return (last.DayNumber, NothingUntil(last, day));
        var end = EndOf(day);
        _tradesLate |= close.Ticks > end && calendar.OpenTime is not null;
        return (last.DayNumber, close.Ticks >= end && !_tradesLate && NothingUntil(last, day));
    }

    private bool NothingUntil(DateOnly last, DateOnly day)
    {
        var isOver = true;
        for (var next = day.AddDays(1); isOver && next <= last; next = next.AddDays(1))
            isOver = calendar.IsClosed(next);
        return isOver;
    }

    private DateOnly LastDay(DateOnly day) =>
        length switch
        {
            _ when length == BarInterval.Weekly => day.AddDays(6 - (day.DayNumber % 7)), // day 0 of the calendar was a Monday
            _ when length == BarInterval.Monthly => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
            _ => day,
        };

    private DateOnly DayOf(DateTime close) =>
        !source.IsIntraday ? calendar.DayOf(close, source)
        : calendar.DayEnd == TimeOnly.MinValue ? calendar.TradingDay(close.AddTicks(-1))
        : calendar.TradingDay(close);

    private TimeSpan OffsetAt(long ticks) => _zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc));

    private long EndOf(DateOnly day)
    {
        if (_dayEnd == long.MinValue || day != _day)
            (_day, _dayEnd) = (day, calendar.EndOf(day));
        return _dayEnd;
    }
}
