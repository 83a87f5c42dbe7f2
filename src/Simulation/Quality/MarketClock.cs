using Simulator.Markets;

namespace Simulator.Quality;

/// <summary>Local time of a market for bars in order: one zone look-up per hour instead of one per bar.</summary>
internal sealed class MarketClock(MarketCalendar calendar)
{
    private readonly TimeZoneInfo _zone = calendar.TimeZone;
    private long _hour = -1;
    private long _offset;

    /// <summary>Local ticks of UTC ticks.</summary>
    public long ToLocal(long utcTicks)
    {
        var hour = utcTicks / TimeSpan.TicksPerHour;
        if (hour != _hour)
        {
            _hour = hour;
            _offset = _zone.GetUtcOffset(new DateTime(utcTicks, DateTimeKind.Utc)).Ticks;
        }
        return utcTicks + _offset;
    }
}
