using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Web.Components.Charts;

namespace Simulator.Web.Components.Report;

/// <summary>The weights of the assets in an account, and the profit of each.</summary>
public sealed partial class WeightsCard
{
    private PerformanceReport? _drawn;
    private EquityChart _chart = null!;
    private Plot _paper = null!;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>Its portfolio.</summary>
    [Parameter, EditorRequired]
    public required PortfolioReport Portfolio { get; set; }

    /// <summary>The account's currency.</summary>
    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    private bool HasDividends => Portfolio.Assets.Any(a => a.Dividends != 0);

    private double[] Equity => Report.Accounts[0].Equity;

    // The profit of all assets less financing is the account's profit.
    private double Start => Report.Accounts[0].Statistics["finalEquity"] / (1 + Report.Accounts[0].Statistics["returnFraction"]);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Report))
            return;
        _drawn = Report;
        _chart = ReportCharts.Weights(Report.Prices.Times, Portfolio);
        _paper = ReportPlots.Weights(Report.Prices.Times, _chart);
    }
}
