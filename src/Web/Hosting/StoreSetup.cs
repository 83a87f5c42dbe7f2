using Microsoft.Extensions.DependencyInjection.Extensions;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Store;
using Simulator.Store.Drawings;
using Simulator.Store.Series;
using Simulator.Store.Sharing;
using Simulator.Store.Simulations;
using Simulator.Store.Strategies;
using Simulator.Store.Upkeep;

namespace Simulator.Web.Hosting;

/// <summary>Puts the store of the data folder into the application.</summary>
public static class StoreSetup
{
    /// <summary>Registers the store and its libraries; <c>--data FOLDER</c>, <c>SIMULATOR_DATA</c> or the user's data folder.</summary>
    public static WebApplicationBuilder AddStore(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new DataFolder(DataFolder.Choose(s.GetRequiredService<IConfiguration>()["data"])));
        services.AddSingleton(s => SimulatorStore.Open(s.GetRequiredService<DataFolder>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => s.GetRequiredService<SimulatorStore>().Series);
        services.AddSingleton<ISeriesLibrary>(s => s.GetRequiredService<SimulatorStore>().Series);
        services.AddSingleton<ISeriesSource>(s => s.GetRequiredService<SimulatorStore>().Series);
        services.AddSingleton(s => s.GetRequiredService<SimulatorStore>().Simulations);
        services.AddSingleton<ISimulationLibrary>(s => s.GetRequiredService<SimulatorStore>().Simulations);
        services.AddSingleton(s => s.GetRequiredService<SimulatorStore>().Library);
        services.AddSingleton(s => s.GetRequiredService<SimulatorStore>().Logs);
        services.AddSingleton(s =>
            UpkeepService.Checked(s.GetRequiredService<IConfiguration>().GetSection("Store").Get<UpkeepOptions>() ?? new UpkeepOptions())
        );
        services.AddSingleton(s => s.GetRequiredService<SimulatorStore>().Upkeep);
        services.AddHostedService<UpkeepService>();
        services.AddSingleton<IDrawings>(s => s.GetRequiredService<SimulatorStore>().Drawings);
        services.AddSingleton<IShareLinks>(s => s.GetRequiredService<SimulatorStore>().Links);
        services.AddSingleton<IStrategyLibrary>(s => s.GetRequiredService<SimulatorStore>().Strategies);
        return builder;
    }
}
