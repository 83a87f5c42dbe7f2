namespace Simulator.Markets.Exchanges;

/// <summary>
/// New York Stock Exchange and Nasdaq since 1970: NYSE Rule 7.2 and the special closings that no rule gives; short days since 1990.
/// Source: nyse.com, "Holidays and trading hours", and the exchange's list of special closings.
/// </summary>
internal sealed class NewYorkDays : ExchangeDays
{
    private static readonly TimeOnly s_one = new(13, 0);
    private static readonly TimeOnly s_two = new(14, 0);

    private static readonly Dictionary<int, DateOnly[]> s_special = Dates.Table(
        (1970, "0223"),
        (1972, "1228 1107"), // Truman's funeral; election day
        (1973, "0125"), // Johnson's funeral
        (1976, "1102"), // election day
        (1977, "0714"), // blackout
        (1980, "1104"), // election day
        (1985, "0927"), // hurricane Gloria
        (1994, "0427"), // Nixon's funeral
        (2001, "0911 0912 0913 0914"),
        (2004, "0611"), // Reagan's funeral
        (2007, "0102"), // Ford's funeral
        (2012, "1029 1030"), // hurricane Sandy
        (2018, "1205"), // Bush's funeral
        (2025, "0109") // Carter's funeral
    );

    /// <inheritdoc/>
    public override YearRange Known => new(1970, 2099);

    /// <summary>The holidays of a year, for calendars that follow New York.</summary>
    public IEnumerable<DateOnly> AllHolidaysOf(int year) => HolidaysOf(year);

    /// <summary>The short days of a year, for calendars that follow New York.</summary>
    public IEnumerable<(DateOnly Day, TimeOnly Close)> AllSpecialClosesOf(int year) => SpecialClosesOf(year);

    protected override IEnumerable<DateOnly> HolidaysOf(int year)
    {
        var newYear = new DateOnly(year, 1, 1);
        if (newYear.DayOfWeek != DayOfWeek.Saturday) // not moved back into the old year
            yield return newYear.Nearest();
        if (year >= 1998)
            yield return Dates.Nth(year, 1, DayOfWeek.Monday, 3); // Martin Luther King
        if (year >= 1971)
        {
            yield return Dates.Nth(year, 2, DayOfWeek.Monday, 3); // Presidents
            yield return Dates.Last(year, 5, DayOfWeek.Monday); // Memorial
        }
        yield return Dates.GoodFriday(year);
        if (year >= 2022)
            yield return new DateOnly(year, 6, 19).Nearest();
        yield return new DateOnly(year, 7, 4).Nearest();
        yield return Dates.Nth(year, 9, DayOfWeek.Monday, 1); // Labor
        yield return Thanksgiving(year);
        yield return new DateOnly(year, 12, 25).Nearest();
        foreach (var day in s_special.GetValueOrDefault(year, []))
            yield return day;
    }

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year)
    {
        if (year < 1990)
            yield break;
        if (year >= 1992)
            yield return (Thanksgiving(year).AddDays(1), year == 1992 ? s_two : s_one);
        var christmasEve = new DateOnly(year, 12, 24);
        if (christmasEve.DayOfWeek != DayOfWeek.Friday)
            yield return (christmasEve, year <= 1992 ? s_two : s_one);
        if (year >= 1995 && BeforeOrAfterIndependence(year) is { } july)
            yield return (july, s_one);
        foreach (var special in UnplannedCloses(year))
            yield return special;
    }

    // The eve of 4 July on Monday, Tuesday, Thursday; until 2012 the Friday after a Thursday's, since 2013 the Wednesday before it.
    private static DateOnly? BeforeOrAfterIndependence(int year) =>
        new DateOnly(year, 7, 4).DayOfWeek switch
        {
            DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Friday => new DateOnly(year, 7, 3),
            DayOfWeek.Thursday => new DateOnly(year, 7, year < 2013 ? 5 : 3),
            _ => null,
        };

    private static IEnumerable<(DateOnly Day, TimeOnly Close)> UnplannedCloses(int year) =>
        year switch
        {
            1994 => [(new(1994, 2, 11), new(14, 30))], // snow
            1996 => [(new(1996, 1, 8), s_two)], // snow
            1997 => [(new(1997, 10, 27), new(15, 30)), (new(1997, 12, 26), s_one)], // circuit breaker; day after Christmas
            2003 => [(new(2003, 12, 26), s_one)],
            _ => [],
        };

    private static DateOnly Thanksgiving(int year) => Dates.Nth(year, 11, DayOfWeek.Thursday, 4);
}
