using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Statistics;

namespace Simulator.Web.Components.Report;

/// <summary>Every figure of every account, with its definition behind the name.</summary>
public sealed partial class PerformanceTable
{
    private static readonly HashSet<string> s_signed = ["returnFraction", "annualReturn", "cagr", "marketReturn", "alpha", "bestTrade", "worstTrade", "expectancy", "averageTrade"];

    /// <summary>The report.</summary>
    [Parameter, EditorRequired] public required PerformanceReport Report { get; set; }

    /// <summary>The account's currency.</summary>
    [Parameter, EditorRequired] public required string Currency { get; set; }

    private IEnumerable<Statistic> Known => StatisticCatalogue.Of(StatisticDialect.Standard).Where(s => Report.Accounts.Any(a => a.Statistics.ContainsKey(s.Key)));

    private IEnumerable<Statistic> Rows => Known.Where(IsDefined);

    private IEnumerable<Statistic> Undefined => Known.Where(s => !IsDefined(s));

    private static string Text(Statistic statistic, AccountReport account)
    {
        var value = account.Statistics.GetValueOrDefault(statistic.Key, double.NaN);
        return statistic.Unit switch
        {
            StatisticUnit.Fraction when s_signed.Contains(statistic.Key) => Figures.SignedPercent(value),
            StatisticUnit.Fraction => Figures.Percent(value),
            StatisticUnit.Count or StatisticUnit.Money => Figures.Number(value, 0),
            StatisticUnit.Days or StatisticUnit.PerYear => Figures.Number(value, 1),
            _ => Figures.Signed(value),
        };
    }

    private bool IsDefined(Statistic statistic) => Report.Accounts.Any(a => double.IsFinite(a.Statistics.GetValueOrDefault(statistic.Key, double.NaN)));

    private string Unit(Statistic statistic) => statistic.Unit switch
    {
        StatisticUnit.Money => Currency,
        StatisticUnit.Days => "days",
        StatisticUnit.PerYear => "per year",
        _ => "",
    };
}
