using System.Globalization;

namespace Simulator.Markets.Exchanges;

/// <summary>Dates that holidays are made of.</summary>
internal static class Dates
{
    private static readonly ChineseLunisolarCalendar s_lunar = new();

    /// <summary>Saturday or Sunday.</summary>
    public static bool IsWeekend(this DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Easter Sunday (Gregorian; Meeus, Astronomical Algorithms, chapter 8).</summary>
    public static DateOnly Easter(int year)
    {
        int a = year % 19,
            b = year / 100,
            c = year % 100;
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }

    /// <summary>Friday before Easter.</summary>
    public static DateOnly GoodFriday(int year) => Easter(year).AddDays(-2);

    /// <summary>Monday after Easter.</summary>
    public static DateOnly EasterMonday(int year) => Easter(year).AddDays(1);

    /// <summary>The n-th weekday of a month, counted from 1.</summary>
    public static DateOnly Nth(int year, int month, DayOfWeek weekday, int n)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((weekday - first.DayOfWeek + 7) % 7) + (7 * (n - 1)));
    }

    /// <summary>The last weekday of a month.</summary>
    public static DateOnly Last(int year, int month, DayOfWeek weekday)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-((last.DayOfWeek - weekday + 7) % 7));
    }

    /// <summary>The day itself, or the Monday after it at a weekend.</summary>
    public static DateOnly WeekendToMonday(this DateOnly day) =>
        day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(2),
            DayOfWeek.Sunday => day.AddDays(1),
            _ => day,
        };

    /// <summary>The day itself, or the Friday before it at a weekend.</summary>
    public static DateOnly WeekendToFriday(this DateOnly day) =>
        day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(-1),
            DayOfWeek.Sunday => day.AddDays(-2),
            _ => day,
        };

    /// <summary>The day itself; Friday where it is a Saturday, Monday where it is a Sunday.</summary>
    public static DateOnly Nearest(this DateOnly day) =>
        day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(-1),
            DayOfWeek.Sunday => day.AddDays(1),
            _ => day,
        };

    /// <summary>
    /// Christmas and Boxing Day as the exchanges of the Commonwealth keep them: at a weekend, the next weekdays that are free.
    /// </summary>
    public static IEnumerable<DateOnly> ChristmasDays(int year)
    {
        var christmas = new DateOnly(year, 12, 25);
        return christmas.DayOfWeek switch
        {
            DayOfWeek.Friday => [christmas, christmas.AddDays(3)],
            DayOfWeek.Saturday => [christmas.AddDays(2), christmas.AddDays(3)],
            DayOfWeek.Sunday => [christmas.AddDays(1), christmas.AddDays(2)],
            _ => [christmas, christmas.AddDays(1)],
        };
    }

    /// <summary>A day of the Chinese calendar; leap months do not count.</summary>
    /// <param name="year">Lunar year, named after the Gregorian year in which it begins; 1901 to 2100.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">Day of the month.</param>
    public static DateOnly Lunar(int year, int month, int day)
    {
        var leap = s_lunar.GetLeapMonth(year); // 0 for none, else the place of the leap month among 13
        return DateOnly.FromDateTime(s_lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }

    /// <summary>
    /// Ching Ming, the sun at 15°: in China 4 April in years 4 n and 4 n + 1 and 5 April in others, moving to the fourth as the century
    /// goes (formula of the mean tropical year, 1901 to 2099).
    /// </summary>
    public static DateOnly ChingMing(int year)
    {
        var ofCentury = year % 100;
        var offset = year < 2000 ? 5.59 : 4.81;
        return new DateOnly(year, 4, (int)((ofCentury * 0.2422) + offset) - (ofCentury / 4));
    }

    /// <summary>Days written as "MMdd MMdd …" for each of several years.</summary>
    public static Dictionary<int, DateOnly[]> Table(params (int Year, string Days)[] years) =>
        years.ToDictionary(
            y => y.Year,
            y =>
                y.Days.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(d => new DateOnly(
                        y.Year,
                        int.Parse(d.AsSpan(0, 2), CultureInfo.InvariantCulture),
                        int.Parse(d.AsSpan(2, 2), CultureInfo.InvariantCulture)
                    ))
                    .ToArray()
        );
}
