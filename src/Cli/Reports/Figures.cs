using System.Globalization;
using Simulator.Statistics;

namespace Simulator.Cli.Reports;

/// <summary>Numbers for people: fractions as percent, a dash for an undefined figure.</summary>
internal static class Figures
{
    public static string Of(StatisticUnit unit, double value) =>
        unit switch
        {
            StatisticUnit.Fraction => Percent(value),
            StatisticUnit.Percent => Percent(value / 100),
            StatisticUnit.Money => Money(value),
            StatisticUnit.Count => Shown(value, v => v.ToString("0", CultureInfo.InvariantCulture)),
            StatisticUnit.Days => Shown(value, v => v.ToString("0.#", CultureInfo.InvariantCulture) + " days"),
            StatisticUnit.PerYear => Shown(value, v => v.ToString("0.##", CultureInfo.InvariantCulture) + " a year"),
            _ => Number(value),
        };

    public static string Percent(double fraction) => Shown(fraction, f => f.ToString("0.00 %", CultureInfo.InvariantCulture));

    public static string Number(double value) => Shown(value, v => v.ToString("0.###", CultureInfo.InvariantCulture));

    public static string Money(double value) => Shown(value, v => v.ToString("#,0.00", CultureInfo.InvariantCulture));

    public static string Small(double value) => Shown(value, v => v.ToString("0.######", CultureInfo.InvariantCulture));

    public static string Probability(double p) => Shown(p, v => v < 0.0005 ? "< 0.001" : v.ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>A count with a comma every three digits.</summary>
    public static string Whole(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Shown(double value, Func<double, string> format) => double.IsFinite(value) ? format(value) : "—";
}
