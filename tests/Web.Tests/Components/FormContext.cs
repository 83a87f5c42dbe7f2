using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Simulator.Web.Components.Controls;

namespace Simulator.Tests.Web.Components;

/// <summary>Renders parts of the form with what MudBlazor needs; its services are given back asynchronously.</summary>
public abstract class FormContext : BunitContext, IAsyncLifetime
{
    protected FormContext()
    {
        Services.AddMudServices();
        Services.AddSingleton(new PartShelf { LongestInPlace = int.MaxValue });
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
