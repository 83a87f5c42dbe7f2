using Microsoft.JSInterop;

namespace Simulator.Web.Components.Specs;

/// <summary>
/// Keeps drafts in the browser: one for each address of the form, and the last one for the plain address. A draft is marked while it is
/// restored, so that one that could not be drawn is not restored again unasked.
/// </summary>
internal sealed class DraftKeeper(IJSRuntime js) : IAsyncDisposable
{
    private const string Restoring = "draft:restoring";
    private const string Shelf = "draft:shelf";
    private const string DeviceKey = "draft:device";

    private IJSObjectReference? _module;
    private bool _isRestoring;

    /// <summary>Key of the plain form's draft.</summary>
    public const string Plain = "draft:new";

    /// <summary>A draft that was put aside because it could not be drawn; null for none.</summary>
    public string? SetAside { get; private set; }

    /// <summary>Parts that wait for their choice, and the device chosen last.</summary>
    public async Task<(DraftShelf Shelf, string Device)> ChoicesAsync()
    {
        // Asked together: one way to the browser and back.
        var (shelf, device) = (ReadAsync(Shelf), ReadAsync(DeviceKey));
        return (DraftShelf.Read(await shelf), await device is ("cpu" or "cuda") and var known ? known : "auto");
    }

    /// <summary>Keeps the device.</summary>
    public Task KeepDeviceAsync(string device) => WriteAsync(DeviceKey, device);

    /// <summary>
    /// The draft of a key, marked until <see cref="DrawnAsync"/>; null for none, and for one that was not drawn last time.
    /// </summary>
    public async Task<string?> RestoreAsync(string key)
    {
        var (draft, restoring) = (ReadAsync(key), ReadAsync(Restoring));
        if (await draft is not { Length: > 0 } kept)
            return null;
        if (await restoring == kept)
        {
            SetAside = kept;
            return null;
        }
        await WriteAsync(Restoring, kept);
        _isRestoring = true;
        return kept;
    }

    /// <summary>Takes the draft that was put aside.</summary>
    public string TakeSetAside()
    {
        var kept = SetAside!;
        (SetAside, _isRestoring) = (null, true);
        return kept;
    }

    /// <summary>The restored draft was drawn.</summary>
    public async Task DrawnAsync()
    {
        if (!_isRestoring)
            return;
        _isRestoring = false;
        await js.InvokeVoidAsync("localStorage.removeItem", Restoring);
    }

    /// <summary>Keeps a draft under its key, as the last one, and its shelf.</summary>
    public async Task KeepAsync(string key, SpecDraft draft)
    {
        await (await ModuleAsync()).InvokeVoidAsync("keep", key, draft.Text, draft.Shelf.Write());
    }

    /// <summary>Forgets the draft of a key.</summary>
    public async Task ForgetAsync(string key)
    {
        await js.InvokeVoidAsync("localStorage.removeItem", key);
        if (key != Plain)
            await js.InvokeVoidAsync("localStorage.removeItem", Plain);
    }

    /// <summary>Tells the page of keys that undo and redo, and of other tabs that write the draft of a key.</summary>
    public async Task FollowAsync<T>(DotNetObjectReference<T> page, string key)
        where T : class
    {
        try
        {
            await (await ModuleAsync()).InvokeVoidAsync("follow", page, key);
        }
        catch (ObjectDisposedException)
        {
            // The page was left before it stood.
        }
    }

    /// <summary>Puts the focus into the field of a path, or into the next one above it.</summary>
    public async Task ShowAsync(string path) => await (await ModuleAsync()).InvokeVoidAsync("show", path);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.InvokeVoidAsync("leave");
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page was closed, and the module with it.
        }
    }

    private async Task<IJSObjectReference> ModuleAsync() => _module ??= await js.InvokeAsync<IJSObjectReference>("import", "/js/form.js");

    private async Task<string?> ReadAsync(string key) => await js.InvokeAsync<string?>("localStorage.getItem", key);

    private async Task WriteAsync(string key, string text) => await js.InvokeVoidAsync("localStorage.setItem", key, text);
}
