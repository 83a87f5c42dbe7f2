using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Rules;

namespace Simulator.Web.Components.Specs;

/// <summary>Edits the text of one expression.</summary>
public sealed partial class RuleText : IAsyncDisposable
{
    // Text is never written back into the field while the user types: over a slow connection old text would replace newer text.
    private string _shown = "";
    private string? _typed;
    private int _version;
    private int _attached;
    private IReadOnlyList<RuleError>? _marked;
    private ElementReference _host;
    private ElementReference _field;
    private IJSObjectReference? _editor;

    /// <summary>The plain field's id.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>The text in the draft.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Called with what was typed.</summary>
    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    /// <summary>What is wrong with it.</summary>
    [Parameter]
    public IReadOnlyList<RuleError> Faults { get; set; } = [];

    /// <summary>Its name where no label stands beside it.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>Ids of what describes it.</summary>
    [Parameter]
    public string? Describes { get; set; }

    /// <summary>An example, shown while there is nothing.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>It cannot be changed now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private int Rows => Math.Clamp(Text.Count('\n') + 1 + (Text.Length / 48), 1, 10);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_editor is not null)
            {
                await _editor.InvokeVoidAsync("dispose");
                await _editor.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page was closed, and the editor with it.
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var known = string.IsNullOrWhiteSpace(_typed ?? _shown) ? "" : _typed ?? _shown;
        if (Text == known)
            return;
        (_shown, _typed) = (Text, null);
        _version++;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await CreateAsync();
        else if (_editor is not null && _attached != _version)
        {
            _attached = _version;
            await _editor.InvokeVoidAsync("attach", _field);
            _marked = null;
        }
        if (_editor is not null && (_marked is null || !_marked.SequenceEqual(Faults)))
            await MarkAsync(Faults);
    }

    private async Task CreateAsync()
    {
        try
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/rules/editor.js");
            _attached = _version;
            _editor = await module.InvokeAsync<IJSObjectReference>("create", _host, _field);
        }
        catch (JSException)
        {
            // Without the editor's script the plain field is there.
        }
    }

    private Task MarkAsync(IReadOnlyList<RuleError> faults)
    {
        _marked = faults;
        var source = faults.FirstOrDefault(f => f.Source.Length > 0)?.Source;
        return _editor!
            .InvokeVoidAsync(
                "mark",
                faults.Select(f => new
                {
                    start = f.Start,
                    length = f.Length,
                    message = f.Message,
                }),
                source
            )
            .AsTask();
    }

    private Task TypedAsync(ChangeEventArgs e)
    {
        _typed = e.Value as string ?? "";
        return TextChanged.InvokeAsync(_typed);
    }
}
