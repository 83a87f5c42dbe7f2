namespace Simulator.Markets.Exchanges;

/// <summary>
/// London Stock Exchange since 1990: the bank holidays of England and Wales with those moved or added by proclamation, and the short days
/// before Christmas and New Year since 2000. Source: gov.uk, "UK bank holidays"; londonstockexchange.com, "Business days".
/// </summary>
internal sealed class LondonDays : ExchangeDays
{
    private static readonly TimeOnly s_early = new(12, 30);

    private static readonly Dictionary<int, DateOnly[]> s_special = Dates.Table(
        (1999, "1231"), // eve of 2000
        (2002, "0603 0604"), // Golden Jubilee
        (2011, "0429"), // royal wedding
        (2012, "0604 0605"), // Diamond Jubilee
        (2022, "0602 0603 0919"), // Platinum Jubilee; the Queen's funeral
        (2023, "0508") // coronation
    );

    /// <inheritdoc/>
    public override YearRange Known => new(1990, 2099);

    protected override IEnumerable<DateOnly> HolidaysOf(int year)
    {
        yield return new DateOnly(year, 1, 1).WeekendToMonday();
        yield return Dates.GoodFriday(year);
        yield return Dates.EasterMonday(year);
        // Moved to the anniversaries of 1945's 8 May.
        yield return year is 1995 or 2020 ? new DateOnly(year, 5, 8) : Dates.Nth(year, 5, DayOfWeek.Monday, 1);
        if (year is not (2002 or 2012 or 2022)) // moved to June, beside a jubilee
            yield return Dates.Last(year, 5, DayOfWeek.Monday);
        yield return Dates.Last(year, 8, DayOfWeek.Monday);
        foreach (var day in Dates.ChristmasDays(year))
            yield return day;
        foreach (var day in s_special.GetValueOrDefault(year, []))
            yield return day;
    }

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year) =>
        year < 2000
            ? []
            : [(new DateOnly(year, 12, 24).WeekendToFriday(), s_early), (new DateOnly(year, 12, 31).WeekendToFriday(), s_early)];
}
