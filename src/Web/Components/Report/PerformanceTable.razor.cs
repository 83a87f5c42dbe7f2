using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Statistics;

namespace Simulator.Web.Components.Report;

/// <summary>Every figure of every account, with its definition behind the name.</summary>
public sealed partial class PerformanceTable
{
    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>The account's currency.</summary>
    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    private IEnumerable<Statistic> Known =>
        StatisticCatalogue.Of(StatisticDialect.Standard).Where(s => Report.Accounts.Any(a => a.Statistics.ContainsKey(s.Key)));

    private IEnumerable<Statistic> Rows => Known.Where(IsDefined);

    private IEnumerable<Statistic> Undefined => Known.Where(s => !IsDefined(s));

    private static string Text(Statistic statistic, AccountReport account) =>
        StatisticText.Of(statistic, account.Statistics.GetValueOrDefault(statistic.Key, double.NaN));

    private bool IsDefined(Statistic statistic) =>
        Report.Accounts.Any(a => double.IsFinite(a.Statistics.GetValueOrDefault(statistic.Key, double.NaN)));

    private string Unit(Statistic statistic) => StatisticText.Unit(statistic, Currency);
}
