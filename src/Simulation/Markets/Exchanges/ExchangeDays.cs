using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Simulator.Markets.Exchanges;

/// <summary>
/// What an exchange publishes of its days: holidays, short days, sessions at weekends, hours. A year is worked out once. Outside
/// <see cref="Known"/> nothing is said: every weekday is open, with the usual hours.
/// </summary>
internal abstract class ExchangeDays
{
    private readonly ConcurrentDictionary<int, Year> _years = new();

    /// <summary>The years whose holidays are known.</summary>
    public abstract YearRange Known { get; }

    /// <summary>Whether the exchange was closed on a weekday that is otherwise a trading day.</summary>
    public bool IsHoliday(DateOnly day) => Known.Contains(day.Year) && Of(day.Year).Holidays.Contains(day);

    /// <summary>Whether the exchange traded although the day is a Saturday or Sunday.</summary>
    public virtual bool IsExtraSession(DateOnly day) => false;

    /// <summary>Local time at which a short day closed, or an evening session; null on any other day.</summary>
    public TimeOnly? SpecialClose(DateOnly day) =>
        Known.Contains(day.Year) && Of(day.Year).SpecialCloses.TryGetValue(day, out var close) ? close : null;

    /// <summary>The hours of a usual day at that time; null where the calendar's own hold.</summary>
    public virtual Session? Hours(DateOnly day) => null;

    /// <summary>The holidays of a year; days at weekends among them do not matter.</summary>
    protected abstract IEnumerable<DateOnly> HolidaysOf(int year);

    /// <summary>The days of a year with another close. Holidays and weekends among them do not count.</summary>
    protected virtual IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year) => [];

    private Year Of(int year) => _years.GetOrAdd(year, Compute);

    private Year Compute(int year)
    {
        var holidays = HolidaysOf(year).Where(d => !d.IsWeekend()).ToFrozenSet();
        var early = new Dictionary<DateOnly, TimeOnly>();
        foreach (var (day, close) in SpecialClosesOf(year))
        {
            if (!holidays.Contains(day) && (!day.IsWeekend() || IsExtraSession(day)))
                early[day] = close;
        }
        return new Year(holidays, early.ToFrozenDictionary());
    }

    private sealed record Year(FrozenSet<DateOnly> Holidays, FrozenDictionary<DateOnly, TimeOnly> SpecialCloses);
}
