using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Statistics;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>Every figure of every account by the definitions of one program at a time.</summary>
public sealed partial class DialectFigures
{
    private StatisticDialect _chosen;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>The account's currency.</summary>
    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    /// <summary>True on pages without a connection.</summary>
    [CascadingParameter(Name = "Static")]
    public bool Static { get; set; }

    /// <summary>Dialects that the report has; a report older than a dialect lacks it.</summary>
    private IEnumerable<StatisticDialect> Known => StatisticCatalogue.Dialects.Where(d => Rows(d).Any());

    private static string Title(StatisticDialect dialect) =>
        dialect switch
        {
            StatisticDialect.Standard => "Simulator",
            StatisticDialect.BacktestingPy => "backtesting.py",
            StatisticDialect.Lean => "LEAN",
            _ => "empyrical",
        };

    private static double Value(AccountReport account, StatisticDialect dialect, string key) =>
        FiguresOf(account, dialect)?.GetValueOrDefault(key, double.NaN) ?? double.NaN;

    private static IReadOnlyDictionary<string, double>? FiguresOf(AccountReport account, StatisticDialect dialect) =>
        dialect == StatisticDialect.Standard
            ? account.Statistics
            : account.OtherDialects.GetValueOrDefault(JsonNamingPolicy.CamelCase.ConvertName(dialect.ToString()));

    private IEnumerable<Statistic> Rows(StatisticDialect dialect) =>
        StatisticCatalogue
            .Everything(dialect)
            .Where(s => !IsOfTheMarket(s, dialect) && Report.Accounts.Any(a => FiguresOf(a, dialect)?.ContainsKey(s.Key) == true));

    // What the price did is no figure of an account: beside one that held cash it would read as its loss. The page says it once.
    private static bool IsOfTheMarket(Statistic statistic, StatisticDialect dialect) =>
        dialect == StatisticDialect.Standard && statistic.Key == "marketReturn";

    private string Market =>
        Report.Accounts[0].Statistics.TryGetValue("marketReturn", out var change) && double.IsFinite(change)
            ? ReportText.FormatPriceChanged(Figures.SignedPercent(change))
            : "";
}
