using Simulator.Statistics;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>How a statistic's value is written: by its unit, with a sign where it can be a gain or a loss.</summary>
internal static class StatisticText
{
    private const double WholeFrom = 100; // days and times a year

    private static readonly HashSet<string> s_signed =
    [
        "returnFraction",
        "annualReturn",
        "cagr",
        "marketReturn",
        "alpha",
        "bestTrade",
        "worstTrade",
        "expectancy",
        "averageTrade",
        "bestDay",
        "worstDay",
        "bestWeek",
        "worstWeek",
        "bestMonth",
        "worstMonth",
        "netExposure",
        "Alpha",
        "Value At Risk 95",
        "Value At Risk 99",
        "cum_returns_final",
        "annual_return",
        "max_drawdown",
    ];

    /// <summary>The value with its unit; “—” where undefined.</summary>
    public static string Of(Statistic statistic, double value) =>
        statistic.Unit switch
        {
            StatisticUnit.Fraction when s_signed.Contains(statistic.Key) => Figures.SignedPercent(value),
            StatisticUnit.Fraction => Figures.Percent(value),
            StatisticUnit.Percent => Figures.Percent(value / 100),
            StatisticUnit.Count or StatisticUnit.Money => Figures.Number(value, 0),
            StatisticUnit.Days or StatisticUnit.PerYear => Figures.Number(value, Math.Abs(value) < WholeFrom ? 1 : 0),
            _ => Figures.Signed(value),
        };

    /// <summary>The unit shown next to the name; empty where the value shows it.</summary>
    public static string Unit(Statistic statistic, string currency) =>
        statistic.Unit switch
        {
            StatisticUnit.Money => currency,
            StatisticUnit.Days => ReportText.Days,
            StatisticUnit.PerYear => ReportText.PerYear,
            _ => "",
        };
}
