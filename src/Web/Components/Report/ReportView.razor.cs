using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Runs;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Words;
using Simulator.Web.Components.Workspace;

namespace Simulator.Web.Components.Report;

/// <summary>
/// A finished simulation: sentence, honesty, curves, and the details as tabs (one below the other on a static page).
/// </summary>
public sealed partial class ReportView
{
    private ChartWorkspace? _market;
    private int? _trade;

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

    // A static page has no connection for the chart's data, and a portfolio no single market.
    private bool HasWorkspace => !Static && Job is not null && Report.Portfolio is null;

    private string Chosen => Tabs.Any(t => t.Id == Tab) ? Tab! : "performance";

    private async Task ShowTradeAsync(int trade)
    {
        _trade = trade;
        if (_market is not null)
            await _market.ShowTradeAsync(trade);
    }

    private void ListTrade(int trade)
    {
        _trade = trade;
        if (Chosen != "trades")
            Navigation.NavigateTo(Addresses.Simulation(Job!.Id, "trades"));
    }

    private IEnumerable<(string Id, string Title)> Tabs
    {
        get
        {
            yield return ("performance", "Performance");
            yield return ("statistics", "Statistics");
            yield return ("trades", "Trades");
            if (Report.Forecast is not null)
                yield return ("forecast", "Forecast");
            if (Result.Agent is not null)
                yield return ("agent", "Agent");
            yield return ("robustness", "Robustness");
            yield return ("spec", "Spec");
        }
    }
}
