using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Web.Components.Charts;

namespace Simulator.Web.Components.Report;

/// <summary>Equity compared with the baselines, drawdown below, one crosshair; month ends as a table.</summary>
public sealed partial class EquityCard
{
    private PerformanceReport? _drawn;
    private EquityChart _chart = null!;
    private Plot _paper = null!;
    private int[] _points = [];

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>The account's currency.</summary>
    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    /// <summary>Whether the curves are drawn here; the chart workspace draws those of a single asset.</summary>
    [Parameter]
    public bool HasChart { get; set; } = true;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Report))
            return;
        _drawn = Report;
        _chart = ReportCharts.Equity(Report);
        _paper = ReportPlots.Equity(Report);
        _points = [.. MonthEnds(Report.Prices.Times)];
    }

    private static IEnumerable<int> MonthEnds(DateTime[] times)
    {
        for (var i = 0; i < times.Length; i++)
        {
            if (i == times.Length - 1 || times[i].Month != times[i + 1].Month)
                yield return i;
        }
    }

    private double Return(int account) => Report.Accounts[account].Statistics.GetValueOrDefault("returnFraction", double.NaN);
}
