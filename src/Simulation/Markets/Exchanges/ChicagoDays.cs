namespace Simulator.Markets.Exchanges;

/// <summary>
/// Equity index futures on CME Globex since 2000. On most US holidays Globex trades until late morning: they are short days. Other products
/// (grains, livestock) keep more holidays. Source: cmegroup.com, "Holiday calendar".
/// </summary>
internal sealed class ChicagoDays : ExchangeDays
{
    private static readonly TimeOnly s_morning = new(8, 15);
    private static readonly TimeOnly s_eve = new(12, 15);

    private static readonly Dictionary<int, DateOnly[]> s_special = Dates.Table(
        (2001, "0911 0912 0913 0914"),
        (2004, "0611"), // Reagan's funeral
        (2007, "0102") // Ford's funeral
    );

    private static readonly Dictionary<int, DateOnly[]> s_mornings = Dates.Table(
        (2012, "1029 1030"), // hurricane Sandy
        (2018, "1205"), // Bush's funeral
        (2025, "0109") // Carter's funeral
    );

    /// <inheritdoc/>
    public override YearRange Known => new(2000, 2099);

    protected override IEnumerable<DateOnly> HolidaysOf(int year)
    {
        var newYear = new DateOnly(year, 1, 1);
        if (newYear.DayOfWeek != DayOfWeek.Saturday)
            yield return newYear.Nearest();
        if (!TradesOnGoodFriday(year))
            yield return Dates.GoodFriday(year);
        yield return new DateOnly(year, 12, 25).Nearest();
        foreach (var day in s_special.GetValueOrDefault(year, []))
            yield return day;
    }

    protected override IEnumerable<(DateOnly Day, TimeOnly Close)> SpecialClosesOf(int year)
    {
        if (TradesOnGoodFriday(year))
            yield return (Dates.GoodFriday(year), s_morning);
        foreach (var day in s_mornings.GetValueOrDefault(year, []))
            yield return (day, s_morning);
        var thanksgiving = Dates.Nth(year, 11, DayOfWeek.Thursday, 4);
        foreach (var day in Holidays(year).Append(thanksgiving))
            yield return (day, day < new DateOnly(2014, 5, 1) ? new(10, 30) : new(12, 0));
        yield return (thanksgiving.AddDays(1), s_eve);
        if (new DateOnly(year, 12, 24) is { DayOfWeek: not DayOfWeek.Friday } christmasEve)
            yield return (christmasEve, s_eve);
        if (year < 2022 && new DateOnly(year, 7, 4).DayOfWeek is >= DayOfWeek.Tuesday and <= DayOfWeek.Friday)
            yield return (new(year, 7, 3), s_eve);
    }

    private static IEnumerable<DateOnly> Holidays(int year)
    {
        yield return Dates.Nth(year, 1, DayOfWeek.Monday, 3); // Martin Luther King
        yield return Dates.Nth(year, 2, DayOfWeek.Monday, 3); // Presidents
        yield return Dates.Last(year, 5, DayOfWeek.Monday); // Memorial
        if (year >= 2022)
            yield return new DateOnly(year, 6, 19).Nearest();
        yield return new DateOnly(year, 7, 4).Nearest();
        yield return Dates.Nth(year, 9, DayOfWeek.Monday, 1); // Labor
    }

    // Open until a quarter past eight where the employment report is published on Good Friday.
    private static bool TradesOnGoodFriday(int year) => year is 2010 or 2012 or 2015 or 2021 or 2023 or 2026;
}
