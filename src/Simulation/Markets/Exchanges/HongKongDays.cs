namespace Simulator.Markets.Exchanges;

/// <summary>
/// Hong Kong Stock Exchange since 1990: the general holidays (Cap. 149) with their rules for Sundays and coincidences, days of the Chinese
/// calendar, and closings for typhoons and other causes. Short days on the eves of Christmas and New Year; of Lunar New Year since 2008.
/// Source: hkex.com.hk, "Trading hours" and "Holiday schedule"; gov.hk, "General holidays".
/// </summary>
internal sealed class HongKongDays : ExchangeDays
{
    private static readonly DateOnly s_morningOpen = new(2011, 3, 7);
    private static readonly DateOnly s_shortLunch = new(2012, 3, 5);

    private static readonly Dictionary<int, DateOnly[]> s_special = Dates.Table(
        (1992, "0722"), // typhoon
        (1993, "0917"), // typhoon
        (1997, "0702 0818 1002"), // return to China; Victory Day; day after National Day
        (1998, "0817 1002"),
        (1999, "0916 1231"), // typhoon; eve of 2000
        (2001, "0706 0725"), // typhoons
        (2008, "0806 0822"), // typhoons
        (2011, "0929"), // typhoon
        (2013, "0814"), // typhoon
        (2015, "0903"), // seventy years after the war
        (2016, "0802 1021"), // typhoons
        (2017, "0823"), // typhoon
        (2020, "1013"), // typhoon
        (2021, "1013"), // typhoon
        (2023, "0717 0901 0908"), // typhoon, typhoon, rain
        (2024, "0906") // typhoon, the last before trading through them
    );

    /// <inheritdoc/>
    public override YearRange Known => new(1990, 2099);

    public override Session? Hours(DateOnly day) =>
        day < s_morningOpen
            ? new Session(new(10, 0), new(16, 0)) { RecessStart = new(12, 30), RecessEnd = new(14, 30) }
            : new Session(new(9, 30), new(16, 0)) { RecessStart = new(12, 0), RecessEnd = day < s_shortLunch ? new(13, 30) : new(13, 0) };

    protected override IEnumerable<DateOnly> HolidaysOf(int year)
    {
        var taken = new HashSet<DateOnly>();
        foreach (var day in LunarNewYear(year))
            taken.Add(day);
        foreach (var day in Fixed(year).Order())
        {
            var free = day;
            while (free.DayOfWeek == DayOfWeek.Sunday || taken.Contains(free))
                free = free.AddDays(1);
            taken.Add(free);
        }
        return [.. taken, .. s_special.GetValueOrDefault(year, [])];
    }

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year)
    {
        yield return Morning(new(year, 12, 24));
        yield return Morning(new(year, 12, 31));
        if (year >= 2008)
            yield return Morning(Dates.Lunar(year, 1, 1).AddDays(-1));
    }

    private static (DateOnly Day, TimeOnly Close) Morning(DateOnly day) => (day, day < s_morningOpen ? new(12, 30) : new(12, 0));

    /// <summary>Three days. A Sunday among them is made up on the eve until 2011, on the fourth day since.</summary>
    private static DateOnly[] LunarNewYear(int year)
    {
        var first = Dates.Lunar(year, 1, 1);
        var days = new[] { first, first.AddDays(1), first.AddDays(2) };
        if (days.Any(d => d.DayOfWeek == DayOfWeek.Sunday))
            days = [.. days, year < 2012 ? first.AddDays(-1) : first.AddDays(3)];
        return days;
    }

    private static IEnumerable<DateOnly> Fixed(int year)
    {
        yield return new(year, 1, 1);
        yield return Dates.GoodFriday(year);
        yield return Dates.GoodFriday(year).AddDays(1);
        yield return Dates.EasterMonday(year);
        yield return Dates.ChingMing(year);
        yield return Dates.Lunar(year, 5, 5); // Tuen Ng
        yield return AfterMidAutumn(year);
        yield return Dates.Lunar(year, 9, 9); // Chung Yeung
        yield return new(year, 12, 25);
        yield return new(year, 12, 26);
        if (year >= 1999)
        {
            yield return new(year, 5, 1);
            yield return Dates.Lunar(year, 4, 8); // the Buddha's birthday
        }
        if (year >= 1997)
        {
            yield return new(year, 7, 1);
            yield return new(year, 10, 1);
        }
        if (year < 1997)
            yield return Dates.Last(year, 8, DayOfWeek.Monday); // Liberation
        if (year <= 1997)
            yield return QueensBirthday(year);
    }

    // On a Sunday, until 2011, the festival day itself, a Saturday, was the holiday.
    private static DateOnly AfterMidAutumn(int year)
    {
        var day = Dates.Lunar(year, 8, 15).AddDays(1);
        return year < 2012 && day.DayOfWeek == DayOfWeek.Sunday ? day.AddDays(-1) : day;
    }

    private static DateOnly QueensBirthday(int year) =>
        year == 1997 ? new(1997, 6, 30) : Dates.Nth(year, 6, DayOfWeek.Monday, year is 1993 or 1994 ? 2 : 3);
}
