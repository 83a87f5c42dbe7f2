namespace Simulator.Markets;

/// <summary>
/// Trading days of intraday bars, asked in order: one look-up per day instead of one per bar. The same days as
/// <see cref="MarketCalendar.TradingDay"/>.
/// </summary>
/// <param name="calendar">Whose days.</param>
internal sealed class DayClock(MarketCalendar calendar)
{
    private DateOnly _day;
    private long _from = long.MaxValue;
    private long _last = long.MinValue;

    /// <summary>The trading day of what ended at an instant, UTC ticks.</summary>
    public DateOnly DayOf(long ticks)
    {
        if (ticks >= _from && ticks <= _last)
            return _day;
        _day = calendar.TradingDay(new DateTime(ticks, DateTimeKind.Utc));
        (_from, _last) = (ticks, calendar.LastTickOf(_day));
        return _day;
    }
}
