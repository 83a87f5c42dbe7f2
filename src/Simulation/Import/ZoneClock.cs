namespace Simulator.Import;

/// <summary>Turns local times into UTC, one zone look-up per day instead of one per bar.</summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    private long _day = -1;
    private long _offset;
    private bool _changes;

    /// <summary>
    /// UTC ticks of a local time; null for a time that the change to summer time skips. Of a repeated hour the second is meant.
    /// </summary>
    public long? ToUtc(long localTicks)
    {
        var day = localTicks / TimeSpan.TicksPerDay;
        if (day != _day)
        {
            _day = day;
            _offset = zone.GetUtcOffset(new DateTime(day * TimeSpan.TicksPerDay)).Ticks;
            _changes = _offset != zone.GetUtcOffset(new DateTime((day + 1) * TimeSpan.TicksPerDay)).Ticks;
        }
        if (!_changes)
            return localTicks - _offset;
        var local = new DateTime(localTicks);
        return zone.IsInvalidTime(local) ? null : localTicks - zone.GetUtcOffset(local).Ticks;
    }
}
