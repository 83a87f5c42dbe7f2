using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Simulator.Web.Components.Controls;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>Components of a report with the services of MudBlazor, and no browser.</summary>
public abstract class ReportContext : BunitContext, IAsyncLifetime
{
    /// <summary>Prepares the services.</summary>
    protected ReportContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddSingleton(new PartShelf { LongestInPlace = int.MaxValue });
        Popovers = Render<MudPopoverProvider>();
    }

    /// <summary>What hangs over the page: menus, lists of choices.</summary>
    protected IRenderedComponent<MudPopoverProvider> Popovers { get; }

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>MudBlazor's services end asynchronously.</summary>
    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
