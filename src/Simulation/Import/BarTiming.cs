using System.Globalization;
using Simulator.Markets;

namespace Simulator.Import;

/// <summary>How timestamps become close times: bar length, clock, and which end of the bar a timestamp names.</summary>
internal sealed record BarTiming(
    BarInterval Interval,
    MarketCalendar Calendar,
    TimeZoneInfo Clock,
    bool IsUtc,
    BarStamp Stamps,
    string Rule,
    string? Warning
)
{
    private const int DeltasCounted = 100_000;

    /// <summary>Bars of a day or longer are stamped by date, shorter ones by the clock.</summary>
    public bool ByDate => !Interval.IsIntraday;

    /// <summary>Decides the timing of a series.</summary>
    /// <param name="ticks">Stamps in time order, without repetitions.</param>
    /// <param name="table">The rows read.</param>
    /// <param name="layout">How the file was understood.</param>
    /// <param name="calendar">Calendar of the series.</param>
    /// <param name="options">What the user decided.</param>
    public static BarTiming Of(ReadOnlySpan<long> ticks, Table table, Layout layout, MarketCalendar calendar, ImportOptions options)
    {
        var interval = new BarInterval(CommonStep(ticks, table.HasTimes));
        if (!interval.IsIntraday)
            return ForDates(interval, calendar, ticks, table);
        var (zone, isUtc, zoneWhy, confirm) = ZoneOf(table, layout, calendar, options);
        var stamps = options.Stamps ?? KnownStamps(layout) ?? StampsByEvidence(ticks, interval.Length);
        var clock = isUtc ? "UTC" : zone.Id;
        var rule =
            stamps == BarStamp.Open
                ? $"timestamps are bar starts in {clock} ({zoneWhy}); a bar is known {interval} later"
                : $"timestamps are bar ends in {clock} ({zoneWhy})";
        var warning = confirm ? $"the file does not state its time zone: {clock} is assumed, please confirm" : null;
        return new BarTiming(interval, calendar, isUtc ? TimeZoneInfo.Utc : zone, isUtc, stamps, rule, warning);
    }

    /// <summary>Close time in UTC ticks of a timestamp; null where the clock skips that time.</summary>
    public long? CloseTicks(long stamp, ZoneClock clock)
    {
        if (!ByDate)
            return (IsUtc ? stamp : clock.ToUtc(stamp)) + (Stamps == BarStamp.Open ? Interval.Length.Ticks : 0);
        return Calendar.CloseOf(PeriodEnd(DateOf(stamp))).Ticks;
    }

    /// <summary>The most frequent step between timestamps; months and quarters are recognised by their range.</summary>
    private static TimeSpan CommonStep(ReadOnlySpan<long> ticks, bool hasTimes)
    {
        if (ticks.Length < 2)
            return hasTimes ? TimeSpan.FromMinutes(1) : TimeSpan.FromDays(1);
        var counts = new Dictionary<long, int>();
        for (var i = 1; i < Math.Min(ticks.Length, DeltasCounted); i++)
        {
            var step = ticks[i] - ticks[i - 1];
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

    private static BarTiming ForDates(BarInterval interval, MarketCalendar calendar, ReadOnlySpan<long> ticks, Table table)
    {
        var when =
            calendar.PublicationLagDays > 0
                ? $"the day after their date, {calendar.CloseTime:HH\\:mm} {calendar.TimeZoneId}"
                : $"{calendar.CloseTime:HH\\:mm} {calendar.TimeZoneId}";
        var isUtc = table.IsUtc && HasClockTimes(ticks);
        if (interval.Length <= TimeSpan.FromDays(1))
            return new BarTiming(
                interval,
                calendar,
                calendar.TimeZone,
                isUtc,
                BarStamp.Close,
                $"daily bars are known at the close of their market ({when})",
                null
            );
        var starts = ByFirstDay(ticks, interval);
        var rule =
            $"dates are the {(starts ? "first" : "last")} days of their periods; a bar is "
            + $"known at the close of the period's last day ({when})";
        return new BarTiming(interval, calendar, calendar.TimeZone, isUtc, starts ? BarStamp.Open : BarStamp.Close, rule, null);
    }

    private static bool HasClockTimes(ReadOnlySpan<long> ticks)
    {
        foreach (var t in ticks)
        {
            if (t % TimeSpan.TicksPerDay != 0)
                return true;
        }
        return false;
    }

    private static bool ByFirstDay(ReadOnlySpan<long> ticks, BarInterval interval)
    {
        var first = 0;
        foreach (var t in ticks)
        {
            var date = new DateTime(t);
            first += (interval == BarInterval.Weekly ? date.DayOfWeek == DayOfWeek.Monday : date.Day <= 3) ? 1 : 0;
        }
        return first * 2 > ticks.Length;
    }

    private DateOnly DateOf(long stamp)
    {
        if (!IsUtc)
            return DateOnly.FromDateTime(new DateTime(stamp));
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(new DateTime(stamp, DateTimeKind.Utc), Calendar.TimeZone));
    }

    private DateOnly PeriodEnd(DateOnly date)
    {
        if (Stamps == BarStamp.Close)
            return date;
        if (Interval == BarInterval.Weekly)
            return date.AddDays((Calendar.TradesOnWeekends ? 7 : 5) - (date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek));
        var months = Interval.Length.TotalDays switch
        {
            < 60 => 1,
            < 200 => 3,
            _ => 12,
        };
        return new DateOnly(date.Year, date.Month, 1).AddMonths(months).AddDays(-1);
    }

    private static (TimeZoneInfo Zone, bool IsUtc, string Why, bool Confirm) ZoneOf(
        Table table,
        Layout layout,
        MarketCalendar calendar,
        ImportOptions options
    )
    {
        if (options.TimeZone is { } given)
            return (Zone(given), false, "as given", false);
        if (table.IsUtc)
            return (TimeZoneInfo.Utc, true, "as written in the file", false);
        return layout.Format switch
        {
            "Binance klines" or "NinjaTrader" or "CryptoDataDownload" => (TimeZoneInfo.Utc, true, $"{layout.Format} writes UTC", false),
            "Stooq" => (TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"), false, "Stooq writes Warsaw time", false),
            "LEAN" => (calendar.TimeZone, false, "LEAN writes the exchange's time", false),
            "MetaTrader 4" or "MetaTrader 5" => (
                TimeZoneInfo.Utc,
                true,
                "MetaTrader writes the broker's time, often two or three hours ahead of UTC",
                true
            ),
            _ when calendar.OpenTime is null => (TimeZoneInfo.Utc, true, "usual for markets that trade around the clock", true),
            _ => (calendar.TimeZone, false, string.Create(CultureInfo.InvariantCulture, $"the clock of {calendar.Name}"), true),
        };
    }

    private static TimeZoneInfo Zone(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw new ImportException("options", null, id, "unknown time zone", "Give an IANA name such as America/New_York or Etc/UTC");

    private static BarStamp? KnownStamps(Layout layout) =>
        layout.Format switch
        {
            "Stooq" or "NinjaTrader" => BarStamp.Close,
            "Binance klines" or "LEAN" or "MetaTrader 4" or "MetaTrader 5" or "CryptoDataDownload" => BarStamp.Open,
            _ => null,
        };

    /// <summary>
    /// Sessions begin and end on the half hour: when most days begin one bar after a half hour and end on one, the timestamps are bar ends.
    /// Bars of half an hour and more, and unclear days, count as bar starts.
    /// </summary>
    private static BarStamp StampsByEvidence(ReadOnlySpan<long> ticks, TimeSpan interval)
    {
        var half = TimeSpan.TicksPerMinute * 30;
        if (interval.Ticks >= half)
            return BarStamp.Open;
        int days = 0,
            ends = 0;
        for (var i = 1; i < ticks.Length; i++)
        {
            if (ticks[i] / TimeSpan.TicksPerDay == ticks[i - 1] / TimeSpan.TicksPerDay)
                continue;
            days++;
            ends += ticks[i] % half == interval.Ticks && ticks[i - 1] % half == 0 ? 1 : 0;
        }
        return days > 0 && ends * 2 > days ? BarStamp.Close : BarStamp.Open;
    }
}
