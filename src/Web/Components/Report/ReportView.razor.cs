using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Runs;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Charts;
using Simulator.Web.Components.Words;
using Simulator.Web.Components.Workspace;

namespace Simulator.Web.Components.Report;

/// <summary>
/// A finished simulation: sentence, trust, market, and the details as tabs (one below the other on a static page).
/// </summary>
public sealed partial class ReportView
{
    private ChartWorkspace? _market;
    private int? _trade;
    private int _asked;
    private string? _asset;
    private PerformanceReport? _drawn;
    private Plot _equity = null!;
    private Plot? _price;

    /// <summary>What was found.</summary>
    [Parameter, EditorRequired]
    public required SimulationResult Result { get; set; }

    /// <summary>The job, for its learning curves; null on a static page.</summary>
    [Parameter]
    public JobSnapshot? Job { get; set; }

    /// <summary>The open tab.</summary>
    [Parameter]
    public string? Tab { get; set; }

    /// <summary>True on pages without a connection.</summary>
    [CascadingParameter(Name = "Static")]
    public bool Static { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private PerformanceReport Report => Result.Report;

    private string Currency => Result.Spec.Capital.Currency;

    private string Symbol => Result.Spec.Data.Target;

    // A static page has no connection for the chart's data.
    private bool HasWorkspace => !Static && Job is not null;

    // A portfolio shows one of its assets at a time, the first at first.
    private string Shown => _asset ?? Symbol;

    private string Market => Report.Portfolio is null ? Addresses.ChartOfRun(Job!.Id) : Addresses.ChartOfAsset(Job!.Id, Shown);

    private IEnumerable<(string, string)> AssetChoices => Report.Portfolio!.Assets.Select(a => (a.Symbol, a.Symbol));

    private string Chosen => Tabs.ElementAt(ChosenIndex).Id;

    private int ChosenIndex => Math.Max(0, Tabs.ToList().FindIndex(t => t.Id == Tab));

    private async Task ShowTradeAsync(int trade)
    {
        _trade = trade;
        if (Report.Portfolio is not null && Report.Trades[trade - 1].Symbol is { } asset && asset != Shown)
        {
            _asset = asset;
            StateHasChanged();
        }
        if (_market is not null)
            await _market.ShowTradeAsync(trade);
    }

    private void ListTrade(int trade)
    {
        (_trade, _asked) = (trade, _asked + 1);
        if (Chosen != "trades")
            Navigation.NavigateTo(Addresses.Simulation(Job!.Id, "trades"));
    }

    private IEnumerable<(string Id, string Title)> Tabs
    {
        get
        {
            yield return ("performance", ReportText.Performance);
            yield return ("trades", ReportText.Trades);
            yield return ("fills", ReportText.Fills);
            if (Report.Forecast is not null)
                yield return ("forecast", ReportText.Forecast);
            if (Result.Agent is not null)
                yield return ("agent", ReportText.Agent);
            yield return ("robustness", ReportText.Robustness);
            yield return ("statistics", ReportText.Statistics);
            yield return ("spec", ReportText.Spec);
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Report))
            return;
        (_drawn, _asset) = (Report, null);
        _equity = ReportPlots.Equity(Report);
        _price = Report.Portfolio is null ? ReportPlots.Prices(Report) : null;
    }

    private void Open(int index)
    {
        var tab = Tabs.ElementAt(index).Id;
        if (index != ChosenIndex)
            Navigation.NavigateTo(Addresses.Simulation(Job?.Id ?? "", tab));
    }
}
