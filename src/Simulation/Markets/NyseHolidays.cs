namespace Simulator.Markets;

/// <summary>
/// Full-day closings of the New York Stock Exchange since 1970: rules of NYSE Rule 7.2, and the special closings that no rule gives.
/// Half days are trading days.
/// </summary>
public static class NyseHolidays
{
    private static readonly HashSet<DateOnly> s_special =
    [
        new(1970, 2, 23),
        new(1972, 12, 28),
        new(1973, 1, 25), // observed; Truman's and Johnson's funerals
        new(1977, 7, 14), // blackout
        new(1985, 9, 27), // hurricane Gloria
        new(1994, 4, 27), // Nixon's funeral
        new(2001, 9, 11),
        new(2001, 9, 12),
        new(2001, 9, 13),
        new(2001, 9, 14),
        new(2004, 6, 11), // Reagan's funeral
        new(2007, 1, 2), // Ford's funeral
        new(2012, 10, 29),
        new(2012, 10, 30), // hurricane Sandy
        new(2018, 12, 5), // Bush's funeral
        new(2025, 1, 9), // Carter's funeral
    ];

    /// <summary>True when the exchange was closed all day; weekends are not holidays.</summary>
    public static bool IsHoliday(DateOnly day)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            return false;
        return s_special.Contains(day) || IsFixed(day) || IsFloating(day) || day == GoodFriday(day.Year);
    }

    /// <summary>Friday before Easter (Gregorian; Meeus, Astronomical Algorithms, chapter 8).</summary>
    public static DateOnly GoodFriday(int year)
    {
        int a = year % 19,
            b = year / 100,
            c = year % 100;
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1).AddDays(-2);
    }

    /// <summary>Dates observed on Friday when they fall on Saturday (New Year's Day is not) and on Monday when on Sunday.</summary>
    private static bool IsFixed(DateOnly day)
    {
        return Observed(1, 1, 1885) || Observed(7, 4, 1885) || Observed(12, 25, 1885) || Observed(6, 19, 2022);

        bool Observed(int month, int date, int since)
        {
            if (day.Year < since)
                return false;
            var holiday = new DateOnly(day.Year, month, date);
            return holiday.DayOfWeek switch
            {
                DayOfWeek.Saturday => month != 1 && day == holiday.AddDays(-1),
                DayOfWeek.Sunday => day == holiday.AddDays(1),
                _ => day == holiday,
            };
        }
    }

    private static bool IsFloating(DateOnly day)
    {
        var week = (day.Day - 1) / 7; // 0 for the first Monday, 2 for the third
        return (day.DayOfWeek, day.Month) switch
        {
            (DayOfWeek.Monday, 1) => week == 2 && day.Year >= 1998, // Martin Luther King
            (DayOfWeek.Monday, 2) => week == 2 && day.Year >= 1971, // Presidents
            (DayOfWeek.Monday, 5) => day.Day > 24 && day.Year >= 1971, // Memorial
            (DayOfWeek.Monday, 9) => week == 0, // Labor
            (DayOfWeek.Thursday, 11) => week == 3, // Thanksgiving
            // election days
            (DayOfWeek.Tuesday, 11) => week == 0 && day.Day > 1 && (day.Year < 1969 || (day.Year <= 1980 && day.Year % 4 == 0)),
            _ => false,
        };
    }
}
