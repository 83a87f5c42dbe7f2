using Simulator.Web.Components.Layout;

namespace Simulator.Web.Components.Finding;

/// <summary>What the palette finds, in the order in which it is offered.</summary>
public static class FindingSetup
{
    /// <summary>Registers the sources.</summary>
    public static IServiceCollection AddFinding(this IServiceCollection services) =>
        services
            .AddScoped<IPaletteSource, PageEntries>()
            .AddScoped<IPaletteSource, JobEntries>()
            .AddScoped<IPaletteSource, SymbolEntries>()
            .AddScoped<IPaletteSource, StrategyEntries>();
}
