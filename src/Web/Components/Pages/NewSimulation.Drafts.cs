using Microsoft.JSInterop;

namespace Simulator.Web.Components.Pages;

/// <summary>Steps back and forward, drafts kept in the browser, other tabs.</summary>
public sealed partial class NewSimulation
{
    /// <summary>Takes back the last change.</summary>
    [JSInvokable]
    public Task UndoAsync() => GoToAsync(_history.Undo());

    /// <summary>Brings back what was taken back.</summary>
    [JSInvokable]
    public Task RedoAsync() => GoToAsync(_history.Redo());

    /// <summary>Another tab wrote the draft: its text is the newer one, and what was written here is kept.</summary>
    [JSInvokable]
    public Task ChangedElsewhereAsync(string text) =>
        InvokeAsync(() =>
        {
            if (_draft is null || _draft.Text == text)
                return;
            if (_isOwn)
                _mine = _draft.Text;
            Take(text);
            _isOwn = false;
            StateHasChanged();
        });

    private async Task GoToAsync(string? text)
    {
        if (text is null || _draft is null)
            return;
        Take(text);
        await KeepAsync();
        await InvokeAsync(StateHasChanged);
    }

    private Task KeepAsync()
    {
        (_refused, _isOwn) = (null, true);
        return _keeper!.KeepAsync(Key, _draft!);
    }

    private Task OpenSetAsideAsync()
    {
        Take(_keeper!.TakeSetAside());
        _history.Note(_draft!.Text, "");
        return Task.CompletedTask;
    }

    private Task TakeMineAsync()
    {
        Take(_mine!);
        _mine = null;
        _history.Note(_draft!.Text, "");
        return KeepAsync();
    }

    private async Task StartOverAsync()
    {
        await _keeper!.ForgetAsync(Key);
        Take(await AskedAsync());
        _history.Note(_draft!.Text, "");
    }
}
