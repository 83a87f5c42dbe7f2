using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Layout;

/// <summary>Ctrl+K: finds runs, symbols and actions, and goes there.</summary>
public sealed partial class CommandPalette
{
    private const int RunsShown = 6;
    private const int SymbolsShown = 5;

    private static readonly Found[] Actions =
    [
        new("add_circle", "New simulation", "action", Addresses.New),
        new("upload_file", "Import prices", "action", Addresses.Data),
        new("grid_on", "Sweep parameters", "action", Addresses.Sweep),
        new("home", "Home", "page", ""),
        new("candlestick_chart", "Data", "page", Addresses.Data),
        new("query_stats", "Runs", "page", Addresses.Simulations),
        new("link", "Shared links", "page", Addresses.Shared),
    ];

    private string _words = "";
    private Found[] _found = Actions;
    private int _chosen;

    [Inject]
    private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private Task RefreshAsync() => FindAsync();

    private Task SearchAsync(ChangeEventArgs change)
    {
        _words = change.Value as string ?? "";
        return FindAsync();
    }

    private async Task FindAsync()
    {
        var asked = _words;
        var actions = Actions.Where(a => a.Title.Contains(asked, StringComparison.OrdinalIgnoreCase));
        var symbols = Series
            .Symbols.Where(s => s.Contains(asked, StringComparison.OrdinalIgnoreCase))
            .Take(SymbolsShown)
            .Select(s => new Found("candlestick_chart", s, "symbol", Addresses.Series(s)));
        var runs = await Simulations.ListAsync(asked.Length == 0 ? null : asked, 0, RunsShown, CancellationToken.None);
        // A later key press replaced this search.
        if (asked != _words)
            return;
        _found = [.. actions, .. symbols, .. runs.Rows.Select(r => new Found("query_stats", r.Name, "run", Addresses.Simulation(r.Id)))];
        _chosen = 0;
    }

    private async Task OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "ArrowDown" && _found.Length > 0)
            _chosen = (_chosen + 1) % _found.Length;
        else if (key.Key == "ArrowUp" && _found.Length > 0)
            _chosen = (_chosen + _found.Length - 1) % _found.Length;
        else if (key.Key == "Enter" && _chosen < _found.Length)
            await GoAsync(_found[_chosen]);
    }

    private async Task GoAsync(Found found)
    {
        await Js.InvokeVoidAsync("simulatorShell.close", "palette");
        Navigation.NavigateTo(found.Href);
    }

    private sealed record Found(string Icon, string Title, string Detail, string Href);
}
