using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Simulator.Web.Components.Layout;

/// <summary>
/// The frame: rail, top bar, page, and the dialogs that every page has. A page that fails is replaced by its error until the user opens
/// another page.
/// </summary>
public sealed partial class MainLayout
{
    private DotNetObjectReference<MainLayout>? _self;
    private PageErrorBoundary? _boundary;
    private CommandPalette? _search;
    private KeysDialog? _keys;
    private SettingsDialog? _appearance;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>Opens the search for runs, symbols and actions.</summary>
    [JSInvokable]
    public Task OpenSearch() => _search?.OpenAsync() ?? Task.CompletedTask;

    /// <summary>Opens the list of keys.</summary>
    [JSInvokable]
    public Task OpenKeys() => _keys?.OpenAsync() ?? Task.CompletedTask;

    /// <summary>Opens the choice of theme and colours.</summary>
    [JSInvokable]
    public Task OpenAppearance() => _appearance?.OpenAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _self?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        await Js.InvokeVoidAsync("simulatorShell.frame", _self);
    }
}
