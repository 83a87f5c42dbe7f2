using System.Globalization;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Derivation.Publication;

/// <summary>Turns written times of a file into instants.</summary>
/// <param name="fileName">For errors.</param>
/// <param name="zone">Clock of times that name none: as chosen, or as a heading says; null where neither does.</param>
/// <param name="calendar">On its clock a date without a time and without a zone ends.</param>
/// <param name="what">What has the times, for notes: headlines.</param>
internal sealed class PublicationClock(string fileName, TimeZoneInfo? zone, MarketCalendar calendar, string what)
{
    private readonly Dictionary<string, ZoneClock> _clocks = new(StringComparer.Ordinal);
    private int _dates;
    private int _times;

    /// <summary>What a reader should know of it.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (_dates > 0)
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{fileName}: {_dates:N0} {what} have a date without a time and count on the next trading day"
                );
            if (_times > 0)
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{fileName}: {_times:N0} times are read on the clock of {zone!.Id}"
                );
        }
    }

    /// <summary>
    /// The time of a stamp. Midnight to the second is what exporters write for a date, so it is one; of an hour that the clock has twice
    /// the later is meant, of one that it skips the hour after. Neither can be too early.
    /// </summary>
    /// <exception cref="ImportException">A time of day on an unknown clock.</exception>
    public PublicationTime Of(Stamp stamp, int line, string text)
    {
        var date = DateOnly.FromDateTime(new DateTime(stamp.Local));
        if (!stamp.HasTime || stamp.Local % TimeSpan.TicksPerDay == 0)
        {
            _dates++;
            return new PublicationTime(date, null, EndOf(date));
        }
        if (stamp.Offset.IsWritten)
            return new PublicationTime(date, new DateTime(stamp.Ticks, DateTimeKind.Utc), default);
        if (stamp.Offset.Zone is { } named)
            return new PublicationTime(date, Instant(named, stamp.Local), default);
        if (zone is null)
            throw new ImportException(
                fileName,
                line,
                text,
                "the time names no zone, and a wrong clock would let it be known too early",
                $"Say on which clock the times are: {PublicationOptions.TimeZone.Name}=America/New_York, or Etc/UTC"
            );
        _times++;
        return new PublicationTime(date, Instant(zone, stamp.Local), default);
    }

    private DateTime EndOf(DateOnly date) => Instant(zone ?? calendar.TimeZone, date.AddDays(1).ToDateTime(TimeOnly.MinValue).Ticks);

    private DateTime Instant(TimeZoneInfo on, long local)
    {
        if (!_clocks.TryGetValue(on.Id, out var clock))
            _clocks.Add(on.Id, clock = new ZoneClock(on));
        return new DateTime(clock.ToUtc(local) ?? clock.ToUtc(local + TimeSpan.TicksPerHour)!.Value, DateTimeKind.Utc);
    }
}
