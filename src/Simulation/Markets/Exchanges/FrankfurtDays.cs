namespace Simulator.Markets.Exchanges;

/// <summary>
/// Xetra and Frankfurt since 2000, when the exchange began to trade on most public holidays: Deutsche Börse's trading calendars.
/// Whit Monday
/// and German Unity Day were holidays in some years only. Short last days of the year are known since 2010. Until 2003 Xetra
/// closed at 20:00.
/// </summary>
internal sealed class FrankfurtDays : ExchangeDays
{
    private static readonly DateOnly s_lateFrom = new(2000, 6, 2);
    private static readonly DateOnly s_lateUntil = new(2003, 10, 31);

    /// <inheritdoc/>
    public override YearRange Known => new(2000, 2099);

    public override Session? Hours(DateOnly day) => day >= s_lateFrom && day <= s_lateUntil ? new Session(new(9, 0), new(20, 0)) : null;

    protected override IEnumerable<DateOnly> HolidaysOf(int year)
    {
        yield return new DateOnly(year, 1, 1);
        yield return Dates.GoodFriday(year);
        yield return Dates.EasterMonday(year);
        yield return new DateOnly(year, 5, 1);
        if (year is 2007 or (>= 2015 and <= 2021))
            yield return Dates.Easter(year).AddDays(50); // Whit Monday
        if (year is 2000 or (>= 2014 and <= 2021))
            yield return new DateOnly(year, 10, 3);
        if (year == 2017)
            yield return new DateOnly(2017, 10, 31); // 500 years of the Reformation
        yield return new DateOnly(year, 12, 24);
        yield return new DateOnly(year, 12, 25);
        yield return new DateOnly(year, 12, 26);
        yield return new DateOnly(year, 12, 31);
    }

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year) =>
        year < 2010 ? [] : [(new DateOnly(year, 12, 30).WeekendToFriday(), new(14, 0))];
}
