using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>Groups of six to eight figures beside small pictures; the benchmark's figures stand beside the account's.</summary>
public sealed partial class TearSheet
{
    private PerformanceReport? _drawn;
    private TearSheetPictures _view = null!;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>The account's currency.</summary>
    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    /// <summary>What was traded.</summary>
    [Parameter, EditorRequired]
    public required string Symbol { get; set; }

    private bool Traded => Report.Trades.Count > 0;

    /// <summary>What the price did is told once, as the price's: it is no figure of an account.</summary>
    private string Market =>
        Report.Accounts[0].Statistics.TryGetValue("marketReturn", out var change) && double.IsFinite(change)
            ? $"{(Report.Portfolio is null ? $"The price of {Symbol}" : "The benchmark")} changed by "
                + $"{Figures.SignedPercent(change)} over the same bars."
            : "";

    private string? RollingNote =>
        Report.Analysis?.Rolling is { } rolling ? $"Each point is of the {Figures.Count(rolling.Window)} periods that end there." : null;

    private string? ExcursionNote =>
        _view.Excursions is null
            ? null
            : "Worst and best price are those of the trade’s bars, entry and exit bar whole"
                + $"{(PeriodReturns.IsEveryBar(Report.Prices) ? "" : "; the curve is thinned, so they are upper bounds")}. "
                + "The trades themselves are listed under Trades.";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Report))
            return;
        _drawn = Report;
        _view = TearSheetPictures.Of(Report);
    }
}
