using Bunit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Store;
using Simulator.Store.Series;
using Simulator.Store.Sharing;
using Simulator.Store.Simulations;
using Simulator.Store.Strategies;
using Simulator.Store.Upkeep;
using Simulator.Web.Charting;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Finding;
using Simulator.Web.Components.Import;
using Simulator.Web.Components.Layout;

namespace Simulator.Tests.Web.Components;

/// <summary>Components on a store of their own, with what the frame of every page has around them.</summary>
public abstract class PageContext : BunitContext, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-pages-").FullName;

    protected PageContext(params IPaletteSource[] more)
    {
        var data = new DataFolder(_folder);
        Store = SimulatorStore.Open(data, TimeProvider.System);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton(new PartShelf { LongestInPlace = int.MaxValue });
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton<ISeriesLibrary>(Store.Series);
        Services.AddSingleton<ISimulationLibrary>(Store.Simulations);
        Services.AddSingleton<IShareLinks>(Store.Links);
        Services.AddSingleton<IStrategyLibrary>(Store.Strategies);
        Services.AddFinding();
        foreach (var source in more)
            Services.AddSingleton(source);
        Services.AddSingleton(Store.Library);
        Services.AddSingleton(Store.Upkeep);
        Services.AddSingleton(new UpkeepOptions());
        Services.AddSingleton(_ => new UploadStore(data, TimeProvider.System));
        Services.AddSingleton<SmallCurves>();
        Services.AddSingleton(Charts = new ChartLibrary(Store, TimeProvider.System));
        Services.AddScoped<UndoOffers>();
        Services.AddScoped<ImportDesk>();
        Render<MudPopoverProvider>();
        Snackbars = Render<MudSnackbarProvider>();
    }

    /// <summary>The store behind the components.</summary>
    protected SimulatorStore Store { get; }

    protected ChartLibrary Charts { get; }

    /// <summary>Where offers to undo appear.</summary>
    protected IRenderedComponent<MudSnackbarProvider> Snackbars { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        Store.Dispose();
        await DeleteAsync();
    }

    // A page that was left may still be reading for a moment.
    private async Task DeleteAsync()
    {
        for (var tries = 1; Directory.Exists(_folder); tries++)
        {
            try
            {
                SqliteConnection.ClearAllPools();
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException) when (tries < 100)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Stores series S0000, S0001 …, each with one bar more than the one before, the first with two.</summary>
    protected Task StoreSeriesAsync(int count) =>
        Store.Series.AddAsync(
            [.. Enumerable.Range(0, count).Select(i => new SeriesToStore(Bars($"S{i:0000}", i + 2), "panel.csv", "{}", 0))],
            default
        );

    private static BarSeries Bars(string symbol, int bars)
    {
        double[] prices = [.. Enumerable.Range(0, bars).Select(b => 100.0 + b)];
        long[] times = [.. Enumerable.Range(0, bars).Select(b => new DateTime(2024, 3, 4).AddDays(b).Ticks)];
        return new BarSeries(symbol, times, prices, prices, prices, prices, prices);
    }
}
