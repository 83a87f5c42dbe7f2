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
        GoTo(day);
        if (!_changes)
            return localTicks - _offset;
        var local = new DateTime(localTicks);
        return zone.IsInvalidTime(local) ? null : localTicks - zone.GetUtcOffset(local).Ticks;
    }

    /// <summary>Both UTC instants of a time in a repeated hour, the earlier (summer time) first; null for any other time.</summary>
    public (long First, long Second)? Both(long localTicks)
    {
        GoTo(localTicks / TimeSpan.TicksPerDay);
        var local = new DateTime(localTicks);
        if (!_changes || !zone.IsAmbiguousTime(local))
            return null;
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return (localTicks - offsets.Max().Ticks, localTicks - offsets.Min().Ticks);
    }

    /// <summary>Whether the clock shows summer time; false in an hour that is repeated.</summary>
    public bool IsSummer(long localTicks) => zone.IsDaylightSavingTime(new DateTime(localTicks));

    private void GoTo(long day)
    {
        if (day == _day)
            return;
        _day = day;
        _offset = zone.GetUtcOffset(new DateTime(day * TimeSpan.TicksPerDay)).Ticks;
        _changes = _offset != zone.GetUtcOffset(new DateTime((day + 1) * TimeSpan.TicksPerDay)).Ticks;
    }
}
