using Simulator.Markets;

namespace Simulator.Derivation.Publication;

/// <summary>
/// On which trading day something counts that was published: the first at whose close, less a lead, it was already public.
/// </summary>
internal sealed class PublicationDays(MarketCalendar calendar, TimeSpan lead)
{
    // Calendars whose values are public days later, and zones a day apart.
    private const int DaysBack = 4;

    /// <summary>
    /// The day. A time to the minute stands for the whole minute, so what is public at the close itself counts on the next day. A date
    /// without a time may have come after its close: it counts on a later day, once it was over.
    /// </summary>
    public DateOnly Of(PublicationTime time)
    {
        var first = time.Instant is { } at ? DateOnly.FromDateTime(at).AddDays(-DaysBack) : time.Date.AddDays(1);
        for (var day = first; ; day = day.AddDays(1))
        {
            if (calendar.IsClosed(day))
                continue;
            var until = calendar.CloseOf(day) - lead;
            if (time.Instant is { } instant ? instant < until : time.DateEnd <= until)
                return day;
        }
    }

    /// <summary>The trading days from one to another, both included.</summary>
    public IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!calendar.IsClosed(day))
                yield return day;
        }
    }
}
