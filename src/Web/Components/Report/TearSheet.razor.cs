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
            ? Report.Portfolio is null
                ? ReportText.FormatPriceOfChanged(Symbol, Figures.SignedPercent(change))
                : ReportText.FormatBenchmarkChanged(Figures.SignedPercent(change))
            : "";

    private string? RollingNote =>
        Report.Analysis?.Rolling is { } rolling ? ReportText.FormatRollingNote(Figures.Count(rolling.Window)) : null;

    private string? ExcursionNote =>
        _view.Excursions is null ? null
        : PeriodReturns.IsEveryBar(Report.Prices) ? ReportText.ExcursionsNote
        : ReportText.ExcursionsThinnedNote;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Report))
            return;
        _drawn = Report;
        _view = TearSheetPictures.Of(Report);
    }
}
