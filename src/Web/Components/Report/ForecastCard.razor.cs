using Microsoft.AspNetCore.Components;
using Simulator.Scoring;
using Simulator.Web.Components.Charts;

namespace Simulator.Web.Components.Report;

/// <summary>Forecast intervals with their outcomes, and the share of outcomes inside each interval.</summary>
public sealed partial class ForecastCard
{
    private ForecastScores? _drawn;
    private FanChart _fan = null!;
    private CoverageChart _coverage = null!;

    /// <summary>The scores.</summary>
    [Parameter, EditorRequired]
    public required ForecastScores Scores { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Scores))
            return;
        _drawn = Scores;
        (_fan, _coverage) = (ReportCharts.Fan(Scores), ReportCharts.Coverage(Scores));
    }
}
