using System.Globalization;

namespace Simulator.Statistics;

/// <summary>The return of a calendar year, with those of its months.</summary>
/// <param name="Year">The year.</param>
/// <param name="Return">Compounded return of the part of the year in the run.</param>
/// <param name="Months">January … December; NaN for months outside the run.</param>
public sealed record YearOfReturns(int Year, double Return, double[] Months);

/// <summary>Returns of calendar days, weeks, months and years, by trading days of the market's own calendar.</summary>
public static class CalendarReturns
{
    /// <summary>
    /// One row per calendar year that the run touches, oldest first; an incomplete month or year counts with its part.
    /// </summary>
    public static IReadOnlyList<YearOfReturns> Years(AccountFigures account)
    {
        var days = Days(account);
        var years = new List<YearOfReturns>();
        foreach (var (key, value) in Compound(account.Returns, days, d => (d.Year * 12) + d.Month - 1))
        {
            var (year, month) = (key / 12, key % 12);
            if (years.Count == 0 || years[^1].Year != year)
                years.Add(new YearOfReturns(year, 0, [.. Enumerable.Repeat(double.NaN, 12)]));
            years[^1].Months[month] = value;
            years[^1] = years[^1] with { Return = ((1 + years[^1].Return) * (1 + value)) - 1 };
        }
        return years;
    }

    /// <summary>Compounded return of each month, oldest first.</summary>
    public static double[] Months(AccountFigures account) =>
        [.. Compound(account.Returns, Days(account), d => (d.Year * 12) + d.Month).Select(m => m.Value)];

    /// <summary>Compounded return of each ISO week, oldest first.</summary>
    public static double[] Weeks(AccountFigures account) =>
        [
            .. Compound(
                    account.Returns,
                    Days(account),
                    d => (ISOWeek.GetYear(d.ToDateTime(TimeOnly.MinValue)) * 54) + ISOWeek.GetWeekOfYear(d.ToDateTime(TimeOnly.MinValue))
                )
                .Select(w => w.Value),
        ];

    /// <summary>Trading day of each of the account's returns.</summary>
    public static DateOnly[] Days(AccountFigures account) =>
        account.Series.Interval.IsIntraday
            ? Array.ConvertAll(account.PeriodEnds, end => account.Series.DayAt(account.Result.FirstBar + end))
            : Array.ConvertAll(account.PeriodEnds, end => DateOnly.FromDayNumber((int)account.Days[end]));

    private static IEnumerable<(int Key, double Value)> Compound(double[] returns, DateOnly[] days, Func<DateOnly, int> keyOf)
    {
        var (key, growth) = (0, 1.0);
        for (var i = 0; i < returns.Length; i++)
        {
            var here = keyOf(days[i]);
            if (i > 0 && here != key)
            {
                yield return (key, growth - 1);
                growth = 1;
            }
            (key, growth) = (here, growth * (1 + returns[i]));
        }
        if (returns.Length > 0)
            yield return (key, growth - 1);
    }
}
