namespace Simulator.Markets.Exchanges;

/// <summary>
/// Toronto Stock Exchange and TSX Venture since 1990. Short days on Christmas Eve since 2002. Source: tsx.com, "Calendar and
/// trading hours".
/// </summary>
internal sealed class TorontoDays : ExchangeDays
{
    private static readonly Dictionary<int, DateOnly[]> s_special = Dates.Table(
        (2001, "0911 0912"),
        (2008, "1217") // failure of the trading system, all day
    );

    /// <inheritdoc/>
    public override YearRange Known => new(1990, 2099);

    protected override IEnumerable<DateOnly> HolidaysOf(int year)
    {
        yield return new DateOnly(year, 1, 1).WeekendToMonday();
        if (year >= 2008)
            yield return Dates.Nth(year, 2, DayOfWeek.Monday, 3); // Family Day
        yield return Dates.GoodFriday(year);
        var may24 = new DateOnly(year, 5, 24);
        yield return may24.AddDays(-(((int)may24.DayOfWeek + 6) % 7)); // Victoria Day, the Monday on or before it
        yield return new DateOnly(year, 7, 1).WeekendToMonday();
        yield return Dates.Nth(year, 8, DayOfWeek.Monday, 1); // Civic Holiday
        yield return Dates.Nth(year, 9, DayOfWeek.Monday, 1); // Labour Day
        yield return Dates.Nth(year, 10, DayOfWeek.Monday, 2); // Thanksgiving
        foreach (var day in Dates.ChristmasDays(year))
            yield return day;
        foreach (var day in s_special.GetValueOrDefault(year, []))
            yield return day;
    }

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year) =>
        year < 2002 ? [] : [(new(year, 12, 24), new(13, 0))];
}
