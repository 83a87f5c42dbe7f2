using Simulator.Markets.Exchanges;

namespace Simulator.Markets;

/// <summary>
/// When a market trades: the days, their hours and holidays, and to which trading day an instant belongs. Used to stamp daily bars with the
/// instant they became known, to tell a holiday from a gap, and to annualise. <c>docs/calendars.md</c> says what is known of each.
/// </summary>
/// <param name="Id">Stable lower-case id written into specs and hashes, e.g. <c>nyse</c>.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="TimeZoneId">IANA zone in which the times are meant; of a fixed offset, <c>UTC+05:30</c>.</param>
/// <param name="CloseTime">Local time of a usual day's close; <see cref="CloseOn"/> tells that of a date.</param>
/// <param name="TradesOnWeekends">True for round-the-clock markets.</param>
/// <param name="TradingDaysPerYear">252, 260, 365 …: the factor of annualisation for daily figures.</param>
/// <param name="PublicationLagDays">Calendar days after the date until the value is public (official rates: 1).</param>
public sealed partial record MarketCalendar(
    string Id,
    string Name,
    string TimeZoneId,
    TimeOnly CloseTime,
    bool TradesOnWeekends,
    int TradingDaysPerYear,
    int PublicationLagDays = 0
)
{
    private readonly TimeOnly? _dayEnd;

    /// <summary>Local time of a usual session's open; null for markets that trade round the clock and for official rates.</summary>
    public TimeOnly? OpenTime { get; init; }

    /// <summary>
    /// Local time after which trading belongs to the next day (foreign exchange: 17:00); null where midnight parts the days.
    /// </summary>
    public TimeOnly? Rollover { get; init; }

    /// <summary>
    /// Local time at which a trading day is over for longer bars made of intraday ones; the day's close where nothing else is said, 00:00
    /// for midnight.
    /// </summary>
    public TimeOnly DayEnd
    {
        get => _dayEnd ?? CloseTime;
        init => _dayEnd = value;
    }

    /// <summary>The zone of the calendar's clock.</summary>
    public TimeZoneInfo TimeZone => FixedZone ?? TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);

    /// <summary>The years whose holidays are known here; null where none are. In other years a missing weekday may be either.</summary>
    public YearRange? HolidayYears => TradesOnWeekends ? new YearRange(1, 9999) : Exchange?.Known;

    /// <summary>What the exchange publishes of its days; null where nothing is known.</summary>
    internal ExchangeDays? Exchange { get; init; }

    /// <summary>Whether the holidays of a day's year are known.</summary>
    public bool KnowsHolidays(DateOnly day) => HolidayYears is { } years && years.Contains(day.Year);

    /// <summary>True for weekdays on which the market is known to be closed, and for weekends on which it does not trade.</summary>
    public bool IsClosed(DateOnly day)
    {
        if (TradesOnWeekends)
            return false;
        return day.IsWeekend() ? Exchange?.IsExtraSession(day) != true : Exchange?.IsHoliday(day) == true;
    }

    /// <summary>Whether the market is known to close early on a day.</summary>
    public bool IsHalfDay(DateOnly day) => !IsClosed(day) && Exchange?.SpecialClose(day) is { } close && close < UsualClose(day);

    /// <summary>Local time of the close of a day: the early one of a half day, the one of that time where hours have changed.</summary>
    public TimeOnly CloseOn(DateOnly day) => Exchange?.SpecialClose(day) ?? UsualClose(day);

    /// <summary>The hours of a day, with the midday recess; null for markets without sessions.</summary>
    public Session? SessionOn(DateOnly day)
    {
        if (OpenTime is not { } open)
            return null;
        var session = (Exchange?.Hours(day) ?? new Session(open, CloseTime)) with { Close = CloseOn(day) };
        return session.HasRecess && session.Close <= session.RecessEnd
            ? session with
            {
                RecessStart = default,
                RecessEnd = default,
            }
            : session;
    }

    /// <summary>The hours of a usual day today; null for markets without sessions.</summary>
    public Session? UsualSession => OpenTime is { } open ? Exchange?.Hours(DateOnly.MaxValue) ?? new Session(open, CloseTime) : null;

    /// <summary>The instant, UTC, at which the value dated <paramref name="day"/> became known.</summary>
    public DateTime CloseOf(DateOnly day)
    {
        // A close at 00:00 ends the day: it belongs to the next date's midnight.
        var date = day.AddDays(PublicationLagDays + (CloseTime == TimeOnly.MinValue ? 1 : 0));
        return TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(CloseOn(day), DateTimeKind.Unspecified), TimeZone);
    }

    /// <summary>
    /// The date of a daily or longer bar that closed at an instant, UTC: the inverse of <see cref="CloseOf"/>, whatever the hour of the
    /// close. Bars of a series ask <see cref="BarSeries.DayAt"/>.
    /// </summary>
    public DateOnly DateOf(DateTime closeUtc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(closeUtc, TimeZone);
        if (CloseTime == TimeOnly.MinValue)
            local = local.AddTicks(-1);
        return DateOnly.FromDateTime(local).AddDays(-PublicationLagDays);
    }

    /// <summary>
    /// The trading day of what ended at an instant, UTC. Midnight parts the days, and ends the one before it where the market closes then;
    /// where <see cref="Rollover"/> says another hour, that one does, and what is traded at a weekend or on a holiday belongs to the next
    /// day that is open. Bars of a series ask <see cref="BarSeries.DayAt"/>.
    /// </summary>
    public DateOnly TradingDay(DateTime endUtc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(endUtc, TimeZone);
        if (Rollover is not { } rollover)
            return DateOnly.FromDateTime(MidnightEndsDay ? local.AddTicks(-1) : local);
        var day = DateOnly.FromDateTime(local).AddDays(TimeOnly.FromDateTime(local) > rollover ? 1 : 0);
        while (IsClosed(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The trading day of a bar of some length that closed at an instant, UTC; the one place that decides it.</summary>
    public DateOnly DayOf(DateTime closeUtc, BarInterval length)
    {
        if (length.IsIntraday)
            return TradingDay(closeUtc);
        var date = DateOf(closeUtc);
        return Rollover is not null && length == BarInterval.Daily ? date.WeekendToMonday() : date;
    }

    /// <summary>The last instant, UTC ticks, that belongs to a trading day.</summary>
    internal long LastTickOf(DateOnly day)
    {
        var end = Rollover is { } rollover ? day.ToDateTime(rollover) : day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return ToUtc(end).Ticks - (Rollover is null && !MidnightEndsDay ? 1 : 0);
    }

    /// <summary>The instant, UTC ticks, after which a trading day has no more regular trading.</summary>
    internal long EndOf(DateOnly day) =>
        _dayEnd is { } end
            ? ToUtc(end == TimeOnly.MinValue ? day.AddDays(1).ToDateTime(end) : day.ToDateTime(end)).Ticks
            : ToUtc(CloseTime == TimeOnly.MinValue ? day.AddDays(1).ToDateTime(CloseTime) : day.ToDateTime(CloseOn(day))).Ticks;

    private TimeZoneInfo? FixedZone { get; init; }

    // Of markets with sessions that instant is the next day's: Sydney closes at New York's midnight, on its own next day.
    private bool MidnightEndsDay => CloseTime == TimeOnly.MinValue;

    private TimeOnly UsualClose(DateOnly day) => Exchange?.Hours(day)?.Close ?? CloseTime;

    // A local time that a change to summer time skips is an hour later.
    private DateTime ToUtc(DateTime local)
    {
        var zone = TimeZone;
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }
}
