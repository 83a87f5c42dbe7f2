using Simulator.Markets;

namespace Simulator.Import;

/// <summary>Which end of an intraday bar its timestamp names: what the exporter does, what the sessions show, else a question.</summary>
internal sealed record StampSide(BarStamp Side, IReadOnlyList<ImportQuestion> Question)
{
    private const int RowsLookedAt = 50_000;

    /// <summary>The side of a series.</summary>
    public static StampSide Of(
        StampedRows rows,
        BarInterval interval,
        Layout layout,
        MarketCalendar calendar,
        FileClock clock,
        ImportOptions options
    )
    {
        if ((options.Stamps ?? Known(layout)) is { } known)
            return new StampSide(known, []);
        return (BySession(rows, interval, calendar, clock) ?? ByHalfHours(rows, interval)) is { } shown
            ? new StampSide(shown, [])
            : new StampSide(BarStamp.Open, [Ask(interval)]);
    }

    private static ImportQuestion Ask(BarInterval interval) =>
        new(
            QuestionTopic.Stamps,
            null,
            $"the file does not show whether its times are the starts or the ends of its bars of {interval}: starts are assumed",
            "--stamps",
            "open",
            ["open", "close"]
        );

    private static BarStamp? Known(Layout layout) =>
        layout.Format switch
        {
            "Stooq" or "NinjaTrader" => BarStamp.Close,
            "Binance klines" or "LEAN" or "MetaTrader 4" or "MetaTrader 5" or "CryptoDataDownload" => BarStamp.Open,
            // Exchanges and their libraries stamp bars that they number by epoch at the start.
            _ when layout.Shape >= StampShape.EpochSeconds && layout.Pattern is null => BarStamp.Open,
            _ => null,
        };

    /// <summary>Most days begin at the session's open, or one bar after it and end at its close.</summary>
    private static BarStamp? BySession(StampedRows rows, BarInterval interval, MarketCalendar calendar, FileClock clock)
    {
        if (calendar.OpenTime is not { } open)
            return null;
        int days = 0,
            starts = 0,
            ends = 0;
        var last = default(DateTime);
        for (var i = 0; i < Math.Min(rows.Count, RowsLookedAt); i++)
        {
            var time = OnExchange(rows, i, calendar, clock);
            if (i == 0 || time.Date != last.Date)
            {
                days++;
                var begins = TimeOnly.FromDateTime(time);
                starts += begins == open ? 1 : 0;
                ends += begins == open.Add(interval.Length) && (i == 0 || TimeOnly.FromDateTime(last) == calendar.CloseTime) ? 1 : 0;
            }
            last = time;
        }
        return starts * 2 > days ? BarStamp.Open
            : days > 1 && ends * 2 > days ? BarStamp.Close
            : null;
    }

    private static DateTime OnExchange(StampedRows rows, int index, MarketCalendar calendar, FileClock clock)
    {
        var ticks = rows.Ticks(index);
        if (rows.IsInstant(index))
            return ToExchange(ticks, calendar);
        if (clock.Zone.Id == calendar.TimeZoneId)
            return new DateTime(ticks);
        var local = new DateTime(ticks);
        return ToExchange(clock.Zone.IsInvalidTime(local) ? ticks : ticks - clock.Zone.GetUtcOffset(local).Ticks, calendar);
    }

    private static DateTime ToExchange(long utc, MarketCalendar calendar) =>
        TimeZoneInfo.ConvertTimeFromUtc(new DateTime(utc, DateTimeKind.Utc), calendar.TimeZone);

    /// <summary>
    /// Sessions begin and end on the half hour: when most days begin one bar after a half hour and end on one, the timestamps are bar ends;
    /// when they begin on one and end one bar before, they are bar starts. Bars of half an hour and more, and markets round the
    /// clock, show neither.
    /// </summary>
    private static BarStamp? ByHalfHours(StampedRows rows, BarInterval interval)
    {
        var half = TimeSpan.TicksPerMinute * 30;
        if (interval.Length.Ticks >= half)
            return null;
        int days = 0,
            starts = 0,
            ends = 0;
        for (var i = 1; i < rows.Count; i++)
        {
            var (now, before) = (rows.Local(i), rows.Local(i - 1));
            // Where bars go on through midnight the day begins on the half hour either way.
            if (now / TimeSpan.TicksPerDay == before / TimeSpan.TicksPerDay || now - before <= interval.Length.Ticks)
                continue;
            days++;
            ends += now % half == interval.Length.Ticks && before % half == 0 ? 1 : 0;
            starts += now % half == 0 && before % half == half - interval.Length.Ticks ? 1 : 0;
        }
        return ends * 2 > days ? BarStamp.Close
            : starts * 2 > days ? BarStamp.Open
            : null;
    }
}
