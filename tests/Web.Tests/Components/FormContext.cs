using Bunit;
using MudBlazor.Services;

namespace Simulator.Tests.Web.Components;

/// <summary>Renders parts of the form with what MudBlazor needs; its services are given back asynchronously.</summary>
public abstract class FormContext : BunitContext, IAsyncLifetime
{
    protected FormContext()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
