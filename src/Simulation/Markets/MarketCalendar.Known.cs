using System.Globalization;
using Simulator.Markets.Exchanges;

namespace Simulator.Markets;

public sealed partial record MarketCalendar
{
    private static readonly NewYorkDays s_newYork = new();

    /// <summary>US equities: New York, 16:00.</summary>
    public static MarketCalendar Nyse { get; } =
        new("nyse", "New York (NYSE, Nasdaq)", "America/New_York", new(16, 0), false, 252) { OpenTime = new(9, 30), Exchange = s_newYork };

    /// <summary>US indices of volatility, which print a quarter of an hour after the equities close: New York, 16:15.</summary>
    public static MarketCalendar Cboe { get; } =
        new("cboe", "Chicago volatility indices (VIX)", "America/New_York", new(16, 15), false, 252)
        {
            OpenTime = new(9, 30),
            Exchange = new VolatilityIndexDays(s_newYork),
        };

    /// <summary>London, 16:30.</summary>
    public static MarketCalendar Lse { get; } =
        new("lse", "London", "Europe/London", new(16, 30), false, 252) { OpenTime = new(8, 0), Exchange = new LondonDays() };

    /// <summary>Frankfurt and the euro area, 17:30.</summary>
    public static MarketCalendar Xetra { get; } =
        new("xetra", "Frankfurt, euro area", "Europe/Berlin", new(17, 30), false, 252)
        {
            OpenTime = new(9, 0),
            Exchange = new FrankfurtDays(),
        };

    /// <summary>Paris, Amsterdam, Brussels, Lisbon: Euronext, 17:30.</summary>
    public static MarketCalendar Euronext { get; } =
        new("euronext", "Euronext (Paris, Amsterdam, Brussels, Lisbon)", "Europe/Paris", new(17, 30), false, 256)
        {
            OpenTime = new(9, 0),
            Exchange = new EuronextDays(),
        };

    /// <summary>Tokyo, 15:00; 15:30 since 2024-11-05.</summary>
    public static MarketCalendar Tse { get; } =
        new("tse", "Tokyo", "Asia/Tokyo", new(15, 0), false, 245) { OpenTime = new(9, 0), Exchange = new TokyoDays() };

    /// <summary>Hong Kong, 16:00.</summary>
    public static MarketCalendar Hkex { get; } =
        new("hkex", "Hong Kong", "Asia/Hong_Kong", new(16, 0), false, 247) { OpenTime = new(9, 30), Exchange = new HongKongDays() };

    /// <summary>Shanghai and Shenzhen, 15:00.</summary>
    public static MarketCalendar Sse { get; } =
        new("sse", "Shanghai, Shenzhen", "Asia/Shanghai", new(15, 0), false, 243) { OpenTime = new(9, 30), Exchange = new ShanghaiDays() };

    /// <summary>Mumbai, 15:30.</summary>
    public static MarketCalendar Bse { get; } =
        new("bse", "Mumbai", "Asia/Kolkata", new(15, 30), false, 248) { OpenTime = new(9, 15), Exchange = new MumbaiDays() };

    /// <summary>Sydney, 16:00.</summary>
    public static MarketCalendar Asx { get; } =
        new("asx", "Sydney (ASX)", "Australia/Sydney", new(16, 0), false, 252) { OpenTime = new(10, 0), Exchange = new SydneyDays() };

    /// <summary>Toronto, 16:00.</summary>
    public static MarketCalendar Tsx { get; } =
        new("tsx", "Toronto (TSX, TSX Venture)", "America/Toronto", new(16, 0), false, 251)
        {
            OpenTime = new(9, 30),
            Exchange = new TorontoDays(),
        };

    /// <summary>US futures: CME Globex closes at 16:00 Chicago and opens for the next day at 17:00.</summary>
    public static MarketCalendar Cme { get; } =
        new("cme", "US futures (CME Globex)", "America/Chicago", new(16, 0), false, 252)
        {
            Rollover = new(17, 0),
            Exchange = new ChicagoDays(),
        };

    /// <summary>Foreign exchange: the day ends at 17:00 New York; Sunday evening is Monday.</summary>
    public static MarketCalendar Fx { get; } =
        new("fx", "Foreign exchange", "America/New_York", new(17, 0), false, 260) { Rollover = new(17, 0), Exchange = new FxDays() };

    /// <summary>Crypto: every day, ends at midnight UTC.</summary>
    public static MarketCalendar Crypto { get; } = new("crypto", "Crypto, every day", "Etc/UTC", new(0, 0), true, 365);

    /// <summary>Official rates (Treasury yields, LIBOR): dated one day, public the next.</summary>
    public static MarketCalendar Rates { get; } =
        new("rates", "Official rates, published next day", "America/New_York", new(16, 15), false, 252, PublicationLagDays: 1);

    /// <summary>All calendars, in the order they are offered.</summary>
    public static IReadOnlyList<MarketCalendar> All { get; } =
    [Nyse, Cboe, Lse, Xetra, Euronext, Tse, Hkex, Sse, Bse, Asx, Tsx, Cme, Fx, Crypto, Rates];

    /// <summary>The calendar of an id.</summary>
    /// <param name="id">One of <see cref="All"/>, or <c>utc+05:30</c>, <c>utc-08:00</c>: an exchange that is not known here, on a fixed
    /// offset from UTC. It trades on weekdays, its holidays are not known, and its days end at midnight there.</param>
    /// <exception cref="ArgumentException">No such calendar; the text lists those there are.</exception>
    public static MarketCalendar ById(string id) =>
        Find(id)
        ?? throw new ArgumentException(
            $"unknown calendar '{id}'; available: {string.Join(", ", All.Select(c => c.Id))}, or an offset such as utc+05:30"
        );

    /// <summary>The calendar of an id as <see cref="ById"/> reads it; null when there is none.</summary>
    public static MarketCalendar? Find(string id) => All.FirstOrDefault(c => c.Id == id) ?? OfOffset(id);

    /// <summary>The calendar of a fixed offset from UTC, e.g. <c>utc+05:30</c>; see <see cref="ById"/>.</summary>
    /// <param name="offset">At most 14 hours, whole minutes.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another offset.</exception>
    public static MarketCalendar AtOffset(TimeSpan offset)
    {
        if (offset.Duration() > TimeSpan.FromHours(14) || offset.Ticks % TimeSpan.TicksPerMinute != 0)
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "an offset from UTC is at most 14 hours, in whole minutes");
        var text = string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration():hh\\:mm}");
        return new($"utc{text}", $"Unknown exchange, UTC{text}", $"UTC{text}", new(0, 0), false, 252)
        {
            FixedZone = TimeZoneInfo.CreateCustomTimeZone($"UTC{text}", offset, $"UTC{text}", $"UTC{text}"),
        };
    }

    /// <summary>The calendars of <see cref="All"/> whose clocks had these offsets from UTC at these instants.</summary>
    /// <param name="stamps">[stamp] UTC ticks, and how many minutes the local time written was ahead of UTC.</param>
    /// <returns>None for no stamps; official rates are left out, since no time is written for them.</returns>
    public static IReadOnlyList<MarketCalendar> MatchOffsets(ReadOnlySpan<(long UtcTicks, int OffsetMinutes)> stamps)
    {
        if (stamps.IsEmpty)
            return [];
        var matching = new List<MarketCalendar>();
        foreach (var calendar in All)
        {
            if (calendar.PublicationLagDays == 0 && HadOffsets(calendar.TimeZone, stamps))
                matching.Add(calendar);
        }
        return matching;
    }

    private static bool HadOffsets(TimeZoneInfo zone, ReadOnlySpan<(long UtcTicks, int OffsetMinutes)> stamps)
    {
        foreach (var (ticks, minutes) in stamps)
        {
            if (zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc)).TotalMinutes != minutes)
                return false;
        }
        return true;
    }

    private static MarketCalendar? OfOffset(string id)
    {
        if (id.Length != 9 || !id.StartsWith("utc", StringComparison.Ordinal) || id[3] is not ('+' or '-'))
            return null;
        return
            TimeSpan.TryParseExact(id.AsSpan(4), "hh\\:mm", CultureInfo.InvariantCulture, out var offset)
            && offset <= TimeSpan.FromHours(14)
            ? AtOffset(id[3] == '-' ? -offset : offset)
            : null;
    }
}
