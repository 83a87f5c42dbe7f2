namespace Simulator.Markets;

/// <summary>
/// When a market closes and how many periods its year has. Used to stamp daily bars with the instant they became known,
/// to tell a holiday from a gap, and to annualise.
/// </summary>
/// <param name="Id">Stable lower-case id written into specs and hashes, e.g. <c>nyse</c>.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="TimeZoneId">IANA zone in which <paramref name="CloseTime"/> is meant.</param>
/// <param name="CloseTime">Local time of the daily close.</param>
/// <param name="TradesOnWeekends">True for round-the-clock markets.</param>
/// <param name="TradingDaysPerYear">252 or 365: the factor of annualisation for daily figures.</param>
/// <param name="PublicationLagDays">Calendar days after the date until the value is public (official rates: 1).</param>
public sealed record MarketCalendar(
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

    /// <summary>US equities: New York, 16:00.</summary>
    public static MarketCalendar Nyse { get; } =
        new("nyse", "New York (NYSE, Nasdaq)", "America/New_York", new(16, 0), false, 252) { OpenTime = new(9, 30) };

    /// <summary>US indices of volatility, which print a quarter of an hour after the equities close: New York, 16:15.</summary>
    public static MarketCalendar Cboe { get; } =
        new("cboe", "Chicago volatility indices (VIX)", "America/New_York", new(16, 15), false, 252) { OpenTime = new(9, 30) };

    /// <summary>London, 16:30.</summary>
    public static MarketCalendar Lse { get; } = new("lse", "London", "Europe/London", new(16, 30), false, 252) { OpenTime = new(8, 0) };

    /// <summary>Frankfurt and the euro area, 17:30.</summary>
    public static MarketCalendar Xetra { get; } =
        new("xetra", "Frankfurt, euro area", "Europe/Berlin", new(17, 30), false, 252) { OpenTime = new(9, 0) };

    /// <summary>Tokyo, 15:00.</summary>
    public static MarketCalendar Tse { get; } = new("tse", "Tokyo", "Asia/Tokyo", new(15, 0), false, 245) { OpenTime = new(9, 0) };

    /// <summary>Hong Kong, 16:00.</summary>
    public static MarketCalendar Hkex { get; } =
        new("hkex", "Hong Kong", "Asia/Hong_Kong", new(16, 0), false, 247) { OpenTime = new(9, 30) };

    /// <summary>Mumbai, 15:30.</summary>
    public static MarketCalendar Bse { get; } = new("bse", "Mumbai", "Asia/Kolkata", new(15, 30), false, 248) { OpenTime = new(9, 15) };

    /// <summary>Paris, Amsterdam, Brussels, Lisbon: Euronext, 17:30.</summary>
    public static MarketCalendar Euronext { get; } =
        new("euronext", "Euronext (Paris, Amsterdam, Brussels, Lisbon)", "Europe/Paris", new(17, 30), false, 256) { OpenTime = new(9, 0) };

    /// <summary>Sydney, 16:00.</summary>
    public static MarketCalendar Asx { get; } =
        new("asx", "Sydney (ASX)", "Australia/Sydney", new(16, 0), false, 252) { OpenTime = new(10, 0) };

    /// <summary>Toronto, 16:00.</summary>
    public static MarketCalendar Tsx { get; } =
        new("tsx", "Toronto (TSX, TSX Venture)", "America/Toronto", new(16, 0), false, 251) { OpenTime = new(9, 30) };

    /// <summary>Shanghai and Shenzhen, 15:00.</summary>
    public static MarketCalendar Sse { get; } =
        new("sse", "Shanghai, Shenzhen", "Asia/Shanghai", new(15, 0), false, 243) { OpenTime = new(9, 30) };

    /// <summary>US futures (CME Globex): the day ends at 17:00 New York, 16:00 Chicago.</summary>
    public static MarketCalendar Cme { get; } = new("cme", "US futures (CME Globex)", "America/Chicago", new(16, 0), false, 252);

    /// <summary>Foreign exchange: the day ends at 17:00 New York.</summary>
    public static MarketCalendar Fx { get; } = new("fx", "Foreign exchange", "America/New_York", new(17, 0), false, 260);

    /// <summary>Crypto: every day, ends at midnight UTC.</summary>
    public static MarketCalendar Crypto { get; } = new("crypto", "Crypto, every day", "Etc/UTC", new(0, 0), true, 365);

    /// <summary>Official rates (Treasury yields, LIBOR): dated one day, public the next.</summary>
    public static MarketCalendar Rates { get; } =
        new("rates", "Official rates, published next day", "America/New_York", new(16, 15), false, 252, PublicationLagDays: 1);

    /// <summary>All calendars, in the order they are offered.</summary>
    public static IReadOnlyList<MarketCalendar> All { get; } =
    [Nyse, Cboe, Lse, Xetra, Euronext, Tse, Hkex, Sse, Bse, Asx, Tsx, Cme, Fx, Crypto, Rates];

    /// <summary>The calendar of an id.</summary>
    /// <exception cref="ArgumentException">No such calendar; the text lists those there are.</exception>
    public static MarketCalendar ById(string id) =>
        All.FirstOrDefault(c => c.Id == id)
        ?? throw new ArgumentException($"unknown calendar '{id}'; available: {string.Join(", ", All.Select(c => c.Id))}");

    /// <summary>Local time of the session's open; null for markets that trade round the clock and for official rates.</summary>
    public TimeOnly? OpenTime { get; init; }

    /// <summary>
    /// Local time at which a trading day ends for bars of days and longer made of intraday ones; the close where nothing else is said,
    /// 00:00 for midnight.
    /// </summary>
    public TimeOnly DayEnd
    {
        get => _dayEnd ?? CloseTime;
        init => _dayEnd = value;
    }

    /// <summary>True when the calendar's holidays are known by rule; otherwise a single missing weekday may be either.</summary>
    public bool KnowsHolidays => Id is "nyse" or "cboe" or "fx" or "crypto";

    /// <summary>True for weekdays on which the market is known to be closed (and for weekends where it does not trade on them).</summary>
    public bool IsClosed(DateOnly day) =>
        !TradesOnWeekends
        && (
            day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            || Id switch
            {
                "nyse" or "cboe" => NyseHolidays.IsHoliday(day),
                "fx" => day is { Month: 1, Day: 1 } or { Month: 12, Day: 25 },
                _ => false,
            }
        );

    /// <summary>The zone of the calendar's clock.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);

    /// <summary>The instant, UTC, at which the value dated <paramref name="day"/> became known.</summary>
    public DateTime CloseOf(DateOnly day)
    {
        // A close at 00:00 ends the day: it belongs to the next date's midnight.
        var date = day.AddDays(PublicationLagDays + (CloseTime == TimeOnly.MinValue ? 1 : 0));
        return TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(CloseTime, DateTimeKind.Unspecified), TimeZone);
    }

    /// <summary>The trading day that a close time (UTC) belongs to; the inverse of <see cref="CloseOf"/>.</summary>
    public DateOnly TradingDay(DateTime closeUtc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(closeUtc, TimeZone);
        if (CloseTime == TimeOnly.MinValue)
            local = local.AddTicks(-1);
        return DateOnly.FromDateTime(local).AddDays(-PublicationLagDays);
    }
}
