namespace Simulator.Markets.Exchanges;

/// <summary>
/// Tokyo Stock Exchange since 1990: Japan's Act on National Holidays (substitute days, days between two holidays, equinoxes by formula),
/// 31 December to 3 January, and the extraordinary closings. The first and the last trading day of a year were short until December 2009.
/// The close moved from 15:00 to 15:30 on 2024-11-05. Source: jpx.co.jp, "Market holidays" and "Trading hours"; Cabinet Office, 国民の祝日.
/// </summary>
internal sealed class TokyoDays : ExchangeDays
{
    private static readonly TimeOnly s_morningClose = new(11, 0);
    private static readonly DateOnly s_longDay = new(2024, 11, 5);
    private static readonly DateOnly s_longMorning = new(2011, 11, 21);
    private static readonly DateOnly s_longAfternoon = new(1991, 4, 30);

    private static readonly Dictionary<int, DateOnly[]> s_special = Dates.Table(
        (1990, "1112"), // enthronement
        (1993, "0609"), // wedding of the Crown Prince
        (2019, "0430 0501 0502 1022"), // abdication, accession, between holidays, enthronement
        (2020, "1001") // failure of the trading system, all day
    );

    /// <inheritdoc/>
    public override YearRange Known => new(1990, 2099);

    public override Session? Hours(DateOnly day) =>
        new Session(new(9, 0), day < s_longDay ? new(15, 0) : new(15, 30))
        {
            RecessStart = day < s_longMorning ? new(11, 0) : new(11, 30),
            RecessEnd = day < s_longAfternoon ? new(13, 0) : new(12, 30),
        };

    protected override IEnumerable<DateOnly> HolidaysOf(int year)
    {
        var national = NationalHolidays(year).ToHashSet();
        return
        [
            .. national,
            .. Substitutes(national, year),
            .. Between(national),
            .. s_special.GetValueOrDefault(year, []),
            new(year, 1, 1),
            new(year, 1, 2),
            new(year, 1, 3),
            new(year, 12, 31),
        ];
    }

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year)
    {
        if (year <= 2009)
            yield return (new DateOnly(year, 1, 4).WeekendToMonday(), s_morningClose);
        if (year <= 2008)
            yield return (new DateOnly(year, 12, 30).WeekendToFriday(), s_morningClose);
    }

    private static IEnumerable<DateOnly> NationalHolidays(int year)
    {
        yield return new(year, 1, 1);
        yield return year < 2000 ? new(year, 1, 15) : Dates.Nth(year, 1, DayOfWeek.Monday, 2); // Coming of Age
        yield return new(year, 2, 11);
        if (year >= 2020)
            yield return new(year, 2, 23); // the Emperor's birthday
        else if (year != 2019)
            yield return new(year, 12, 23);
        yield return new(year, 3, Equinox(year, 20.8431));
        yield return new(year, 4, 29);
        yield return new(year, 5, 3);
        if (year >= 2007)
            yield return new(year, 5, 4); // before, the day between two holidays
        yield return new(year, 5, 5);
        if (MarineDay(year) is { } marine)
            yield return marine;
        if (MountainDay(year) is { } mountain)
            yield return mountain;
        yield return year < 2003 ? new(year, 9, 15) : Dates.Nth(year, 9, DayOfWeek.Monday, 3); // Respect for the Aged
        yield return new(year, 9, Equinox(year, 23.2488));
        yield return SportsDay(year);
        yield return new(year, 11, 3);
        yield return new(year, 11, 23);
    }

    // Three holidays were moved for the Olympic Games of 2020 and 2021.
    private static DateOnly? MarineDay(int year) =>
        year switch
        {
            < 1996 => null,
            < 2003 => new(year, 7, 20),
            2020 => new(2020, 7, 23),
            2021 => new(2021, 7, 22),
            _ => Dates.Nth(year, 7, DayOfWeek.Monday, 3),
        };

    private static DateOnly? MountainDay(int year) =>
        year switch
        {
            < 2016 => null,
            2020 => new(2020, 8, 10),
            2021 => new(2021, 8, 8),
            _ => new(year, 8, 11),
        };

    private static DateOnly SportsDay(int year) =>
        year switch
        {
            < 2000 => new(year, 10, 10),
            2020 => new(2020, 7, 24),
            2021 => new(2021, 7, 23),
            _ => Dates.Nth(year, 10, DayOfWeek.Monday, 2),
        };

    /// <summary>Day of the month of an equinox, 1980 to 2099 (National Astronomical Observatory's mean, as almanacs give it).</summary>
    private static int Equinox(int year, double mean) => (int)(mean + (0.242194 * (year - 1980)) - ((year - 1980) / 4));

    /// <summary>A Sunday's holiday moves to Monday; since 2007 to the next day that is none.</summary>
    private static IEnumerable<DateOnly> Substitutes(HashSet<DateOnly> national, int year)
    {
        foreach (var sunday in national.Where(d => d.DayOfWeek == DayOfWeek.Sunday))
        {
            var next = sunday.AddDays(1);
            while (year >= 2007 && national.Contains(next))
                next = next.AddDays(1);
            yield return next;
        }
    }

    private static IEnumerable<DateOnly> Between(HashSet<DateOnly> national) =>
        national.Where(d => national.Contains(d.AddDays(2))).Select(d => d.AddDays(1));
}
