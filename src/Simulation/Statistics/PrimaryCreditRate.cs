namespace Simulator.Statistics;

/// <summary>
/// The Federal Reserve's primary credit (discount window) rate, a step function of the date; what LEAN takes for the risk-free rate.
/// Source: Board of Governors, H.15 and its press releases on the discount rate; FRED series PCREDIT8 and DPCREDIT.
/// </summary>
public static class PrimaryCreditRate
{
    private static readonly (DateOnly From, double Percent)[] s_steps =
    [
        (new(2003, 1, 9), 2.25),
        (new(2003, 6, 26), 2),
        (new(2004, 7, 1), 2.25),
        (new(2004, 8, 11), 2.5),
        (new(2004, 9, 22), 2.75),
        (new(2004, 11, 12), 3),
        (new(2004, 12, 15), 3.25),
        (new(2005, 2, 3), 3.5),
        (new(2005, 3, 23), 3.75),
        (new(2005, 5, 4), 4),
        (new(2005, 7, 1), 4.25),
        (new(2005, 8, 10), 4.5),
        (new(2005, 9, 21), 4.75),
        (new(2005, 11, 2), 5),
        (new(2005, 12, 14), 5.25),
        (new(2006, 2, 1), 5.5),
        (new(2006, 3, 29), 5.75),
        (new(2006, 5, 11), 6),
        (new(2006, 6, 30), 6.25),
        (new(2007, 8, 20), 5.75),
        (new(2007, 9, 19), 5.25),
        (new(2007, 11, 1), 5),
        (new(2007, 12, 12), 4.75),
        (new(2008, 1, 23), 4),
        (new(2008, 1, 31), 3.5),
        (new(2008, 3, 19), 2.5),
        (new(2008, 5, 1), 2.25),
        (new(2008, 10, 9), 1.75),
        (new(2008, 10, 30), 1.25),
        (new(2008, 12, 17), 0.5),
        (new(2010, 2, 19), 0.75),
        (new(2015, 12, 17), 1),
        (new(2016, 12, 15), 1.25),
        (new(2017, 3, 16), 1.5),
        (new(2017, 6, 15), 1.75),
        (new(2017, 12, 14), 2),
        (new(2018, 3, 22), 2.25),
        (new(2018, 6, 14), 2.5),
        (new(2018, 9, 27), 2.75),
        (new(2018, 12, 20), 3),
        (new(2019, 8, 1), 2.75),
        (new(2019, 9, 19), 2.5),
        (new(2019, 10, 31), 2.25),
        (new(2020, 3, 4), 1.75),
        (new(2020, 3, 16), 0.25),
        (new(2022, 3, 17), 0.5),
        (new(2022, 5, 5), 1),
        (new(2022, 6, 16), 1.75),
        (new(2022, 7, 28), 2.5),
        (new(2022, 9, 22), 3.25),
        (new(2022, 11, 3), 4),
        (new(2022, 12, 15), 4.5),
        (new(2023, 2, 2), 4.75),
        (new(2023, 3, 23), 5),
        (new(2023, 5, 4), 5.25),
        (new(2023, 7, 27), 5.5),
        (new(2024, 9, 19), 5),
        (new(2024, 11, 8), 4.75),
        (new(2024, 12, 19), 4.5),
    ];

    /// <summary>The last day on which the table was changed; later days keep its last rate.</summary>
    public static DateOnly LastStep => s_steps[^1].From;

    /// <summary>The rate of a day, a fraction per year; before 2003-01-09, when the facility began, its first rate.</summary>
    public static double On(DateOnly day)
    {
        var at = 0;
        while (at + 1 < s_steps.Length && s_steps[at + 1].From <= day)
            at++;
        return s_steps[at].Percent / 100;
    }

    /// <summary>
    /// Mean of the rates of the days <paramref name="first"/> … <paramref name="last"/>, both included; day numbers of
    /// <see cref="DateOnly"/>.
    /// </summary>
    public static double Average(int first, int last)
    {
        var sum = 0.0;
        for (var at = 0; at < s_steps.Length; at++)
        {
            var from = at == 0 ? int.MinValue : s_steps[at].From.DayNumber;
            var to = at + 1 < s_steps.Length ? s_steps[at + 1].From.DayNumber - 1 : int.MaxValue;
            sum += s_steps[at].Percent / 100 * Math.Max(0, (long)Math.Min(to, last) - Math.Max(from, first) + 1);
        }
        return sum / (last - first + 1);
    }
}
