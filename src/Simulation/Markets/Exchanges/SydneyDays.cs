namespace Simulator.Markets.Exchanges;

/// <summary>
/// Australian Securities Exchange since 1994, when the states agreed on one Australia Day. Short days before Christmas and New Year since
/// 2003; those before Easter until 2008 and after New Year until 2006 are not known here. Source: asx.com.au, "Trading calendar".
/// </summary>
internal sealed class SydneyDays : ExchangeDays
{
    private static readonly TimeOnly s_early = new(14, 10);

    /// <inheritdoc/>
    public override YearRange Known => new(1994, 2099);

    protected override IEnumerable<DateOnly> HolidaysOf(int year)
    {
        yield return new DateOnly(year, 1, 1).WeekendToMonday();
        yield return new DateOnly(year, 1, 26).WeekendToMonday();
        yield return Dates.GoodFriday(year);
        yield return Dates.EasterMonday(year);
        yield return new(year, 4, year == 2010 ? 26 : 25); // Anzac Day; moved from Sunday in 2010 only
        if (year == 2011)
            yield return new(2011, 4, 26); // Anzac Day was Easter Monday
        yield return Dates.Nth(year, 6, DayOfWeek.Monday, 2); // the King's birthday
        foreach (var day in Dates.ChristmasDays(year))
            yield return day;
        if (year == 1999)
            yield return new(1999, 12, 31); // eve of 2000
        if (year == 2022)
            yield return new(2022, 9, 22); // mourning of the Queen
    }

    // Since 2022 there is no short day where the eve is at a weekend.
    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year)
    {
        if (year < 2003)
            yield break;
        foreach (var eve in new DateOnly[] { new(year, 12, 24), new(year, 12, 31) })
            yield return (year < 2022 ? eve.WeekendToFriday() : eve, s_early);
    }
}
