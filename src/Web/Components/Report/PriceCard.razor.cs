using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Web.Components.Charts;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>Prices of the test part with every entry and exit.</summary>
public sealed partial class PriceCard
{
    private PerformanceReport? _drawn;
    private PriceChart _chart = null!;
    private Plot _paper = null!;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>The traded series.</summary>
    [Parameter, EditorRequired]
    public required string Symbol { get; set; }

    private string Heading =>
        Report.Trades.Count switch
        {
            0 => ReportText.FormatHeadingWithoutTrades(Symbol),
            1 => ReportText.FormatHeadingWithOneTrade(Symbol),
            var count => ReportText.FormatHeadingWithTrades(Symbol, Figures.Count(count)),
        };

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Report))
            return;
        _drawn = Report;
        _chart = ReportCharts.Prices(Report);
        _paper = ReportPlots.Prices(Report);
    }
}
