using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Layout;

/// <summary>Ctrl+K: finds runs, symbols and actions, and goes there.</summary>
public sealed partial class CommandPalette
{
    private const int RunsShown = 6;
    private const int SymbolsShown = 5;

    private static Found[] Actions =>
        [
            new(Icons.Material.Outlined.AddCircleOutline, LayoutText.NewSimulation, LayoutText.KindAction, Addresses.New),
            new(Icons.Material.Outlined.UploadFile, LayoutText.ImportPrices, LayoutText.KindAction, Addresses.Data),
            new(Icons.Material.Outlined.GridOn, LayoutText.SweepParameters, LayoutText.KindAction, Addresses.Sweep),
            new(Icons.Material.Outlined.Home, LayoutText.Home, LayoutText.KindPage, ""),
            new(Icons.Material.Outlined.CandlestickChart, LayoutText.Data, LayoutText.KindPage, Addresses.Data),
            new(Icons.Material.Outlined.QueryStats, LayoutText.Runs, LayoutText.KindPage, Addresses.Simulations),
            new(Icons.Material.Outlined.Link, LayoutText.SharedLinks, LayoutText.KindPage, Addresses.Shared),
        ];

    private string _words = "";
    private Found[] _found = Actions;
    private int _chosen;
    private Sheet? _sheet;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Opens it with nothing typed.</summary>
    public async Task OpenAsync()
    {
        _words = "";
        await FindAsync();
        _sheet?.Open();
    }

    private Task SearchAsync(string? words)
    {
        _words = words ?? "";
        return FindAsync();
    }

    private async Task FindAsync()
    {
        var asked = _words;
        var actions = Actions.Where(a => a.Title.Contains(asked, StringComparison.OrdinalIgnoreCase));
        var symbols = Series
            .Symbols.Where(s => s.Contains(asked, StringComparison.OrdinalIgnoreCase))
            .Take(SymbolsShown)
            .Select(s => new Found(Icons.Material.Outlined.CandlestickChart, s, LayoutText.KindSymbol, Addresses.Series(s)));
        var runs = await Simulations.ListAsync(asked.Length == 0 ? null : asked, 0, RunsShown, CancellationToken.None);
        // A later key press replaced this search.
        if (asked != _words)
            return;
        _found =
        [
            .. actions,
            .. symbols,
            .. runs.Rows.Select(r => new Found(Icons.Material.Outlined.QueryStats, r.Name, LayoutText.KindRun, Addresses.Simulation(r.Id))),
        ];
        _chosen = 0;
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "ArrowDown" && _found.Length > 0)
            _chosen = (_chosen + 1) % _found.Length;
        else if (key.Key == "ArrowUp" && _found.Length > 0)
            _chosen = (_chosen + _found.Length - 1) % _found.Length;
        else if (key.Key == "Enter" && _chosen < _found.Length)
            Go(_found[_chosen]);
    }

    private void Go(Found found)
    {
        _sheet?.Close();
        Navigation.NavigateTo(found.Href);
    }

    private sealed record Found(string Icon, string Title, string Detail, string Href);
}
