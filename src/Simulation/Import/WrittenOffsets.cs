using System.Globalization;
using Simulator.Markets;

namespace Simulator.Import;

/// <summary>The offsets from UTC that the rows of a series write, compared with the clocks of exchanges.</summary>
internal static class WrittenOffsets
{
    /// <summary>Some row writes an offset other than that of UTC.</summary>
    public static bool HasOther(SeriesBuffer buffer)
    {
        for (var i = 0; i < buffer.Count; i++)
        {
            if (buffer.Offsets[i] is not (0 or SeriesBuffer.NoOffset))
                return true;
        }
        return false;
    }

    /// <summary>Calendars of exchanges whose clock had every offset that is written; empty where only UTC is written.</summary>
    public static IReadOnlyList<MarketCalendar> Calendars(SeriesBuffer buffer) =>
        HasOther(buffer) ? [.. MarketCalendar.All.Where(c => IsExchange(c) && Fits(buffer, c.TimeZone) is null)] : [];

    /// <summary>
    /// The first written offset, as text, that the clock of a calendar did not have; null when it had all, or UTC is written.
    /// </summary>
    public static string? Contradict(SeriesBuffer buffer, MarketCalendar calendar) =>
        HasOther(buffer) && Fits(buffer, calendar.TimeZone) is { } offset ? Text(offset) : null;

    /// <summary>The offsets as text.</summary>
    public static string Names(SeriesBuffer buffer) =>
        string.Join(
            " and ",
            buffer.Offsets.Take(buffer.Count).Where(o => o != SeriesBuffer.NoOffset).Distinct().Take(3).Select(o => Text(o))
        );

    /// <summary>The calendar of an unknown exchange at the most frequent offset.</summary>
    public static MarketCalendar Fixed(SeriesBuffer buffer)
    {
        var offset = buffer.Offsets.Take(buffer.Count).Where(o => o != SeriesBuffer.NoOffset).GroupBy(o => o).MaxBy(g => g.Count())!.Key;
        try
        {
            return MarketCalendar.ById($"utc{Text(offset)}");
        }
        catch (ArgumentException)
        {
            return MarketCalendar.Nyse;
        }
    }

    /// <summary>The zone that the offsets are of: UTC, that of the calendar where it fits, else one of a fixed offset.</summary>
    public static TimeZoneInfo Clock(SeriesBuffer buffer, MarketCalendar calendar)
    {
        if (!HasOther(buffer))
            return TimeZoneInfo.Utc;
        if (Fits(buffer, calendar.TimeZone) is not { } offset)
            return calendar.TimeZone;
        return FixedZone(offset);
    }

    /// <summary>The zone of a fixed offset.</summary>
    public static TimeZoneInfo FixedZone(int minutes)
    {
        if (minutes == 0)
            return TimeZoneInfo.Utc;
        var name = $"UTC{Text(minutes)}";
        return TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromMinutes(minutes), name, name);
    }

    /// <summary>Whether a calendar is that of an exchange with a clock of its own.</summary>
    public static bool IsExchange(MarketCalendar calendar) => calendar.OpenTime is not null && calendar.Id is not "cboe";

    private static int? Fits(SeriesBuffer buffer, TimeZoneInfo zone)
    {
        for (var i = 0; i < buffer.Count; i++)
        {
            var offset = buffer.Offsets[i];
            if (
                offset != SeriesBuffer.NoOffset
                && zone.GetUtcOffset(new DateTime(buffer.Ticks[i], DateTimeKind.Utc)).TotalMinutes != offset
            )
                return offset;
        }
        return null;
    }

    private static string Text(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
}
