using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Simulator.Store.Jobs;
using Simulator.Store.Simulations;

namespace Simulator.Web.Components.Pages;

/// <summary>Every simulation, newest first, searched by name, target and strategy; only visible rows are read.</summary>
public sealed partial class SimulationsPage
{
    private Virtualize<SimulationRow>? _rows;
    private SimulationRow? _deleted;
    private string _words = "";
    private string _first = "";
    private int? _total;
    private int _cleared;

    /// <summary>What is searched for.</summary>
    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string? Search => _words.Length == 0 ? null : _words;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        // The first text of the field; after that, the browser keeps it.
        _words = _first = Q ?? "";
        await CountAsync();
    }

    private async ValueTask<ItemsProviderResult<SimulationRow>> PageAsync(ItemsProviderRequest request)
    {
        var page = await Simulations.ListAsync(Search, request.StartIndex, request.Count, request.CancellationToken);
        return new ItemsProviderResult<SimulationRow>(page.Rows, page.Total);
    }

    private Task SearchAsync(ChangeEventArgs change) => FindAsync(change.Value as string ?? "");

    private Task ClearAsync()
    {
        // A new field, because the old one keeps its text.
        (_cleared, _first) = (_cleared + 1, "");
        return FindAsync("");
    }

    private async Task FindAsync(string words)
    {
        _words = words;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("q", Search), replace: true);
        await RefreshAsync();
    }

    private async Task DeleteAsync(SimulationRow row)
    {
        await Jobs.DeleteAsync(row.Id, CancellationToken.None);
        _deleted = row;
        await RefreshAsync();
    }

    private async Task UndoAsync()
    {
        await Jobs.RestoreAsync(_deleted!.Id, CancellationToken.None);
        _deleted = null;
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        await CountAsync();
        if (_rows is not null && _total > 0)
            await _rows.RefreshDataAsync();
        StateHasChanged();
    }

    private async Task CountAsync() => _total = (await Simulations.ListAsync(Search, 0, 1, CancellationToken.None)).Total;
}
