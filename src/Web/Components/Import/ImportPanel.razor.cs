using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Import;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Import;

/// <summary>
/// From a file to series in the store: upload, read, preview with choices, accept. An error says what is wrong, where, and what to do.
/// </summary>
public sealed partial class ImportPanel
{
    private readonly CancellationTokenSource _leaving = new();
    private DotNetObjectReference<ImportPanel>? _self;
    private IJSObjectReference? _upload;
    private ElementReference _zone;
    private State _state;
    private string _fileName = "";
    private string? _id;
    private string? _refusal;
    private ImportedFile? _file;
    private ImportChoices _choices = new();
    private IReadOnlyList<string> _imported = [];
    private IReadOnlyList<ColumnMapping> _unassigned = [];

    private enum State
    {
        Idle,
        Uploading,
        Reading,
        Columns,
        Preview,
        Storing,
    }

    /// <summary>Symbols that are in the store already.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Known { get; set; }

    /// <summary>Called after series were stored.</summary>
    [Parameter]
    public EventCallback Stored { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private UploadStore Uploads { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
        Forget();
        _self?.Dispose();
        try
        {
            if (_upload is not null)
            {
                await _upload.InvokeVoidAsync("dispose");
                await _upload.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page was closed.
        }
    }

    /// <summary>An upload began.</summary>
    [JSInvokable]
    public Task BeginAsync(string fileName)
    {
        Forget();
        (_state, _fileName, _refusal, _imported, _choices) = (State.Uploading, fileName, null, [], new ImportChoices());
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>The file is here.</summary>
    [JSInvokable]
    public async Task UploadedAsync(string id)
    {
        _id = id;
        await ReadAsync();
    }

    /// <summary>The upload failed or the file was refused.</summary>
    [JSInvokable]
    public Task RefuseAsync(string reason)
    {
        Forget();
        (_state, _refusal) = (State.Idle, reason);
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/upload.js");
        _upload = await module.InvokeAsync<IJSObjectReference>("attach", _zone, _self, new { bytes = UploadStore.MaximumBytes });
        StateHasChanged(); // now a file can be chosen
    }

    private async Task ReadAsync()
    {
        _state = State.Reading;
        StateHasChanged();
        try
        {
            var (id, name, options) = (_id!, _fileName, _choices.Options);
            _file = await Uploads.ReadAsync(id, content => CsvImport.Read(content, name, options), _leaving.Token);
            (_state, _refusal, _unassigned) = (State.Preview, null, []);
        }
        catch (ImportException e) when (_file is not null)
        {
            // A choice made the file unreadable: the preview stays, so that the user can undo the choice.
            (_state, _refusal) = (State.Preview, e.Message);
        }
        catch (ImportException e) when (e.Columns.Count > 0 || _unassigned.Count > 0)
        {
            // The columns can be assigned by hand.
            (_state, _refusal, _unassigned) = (State.Columns, e.Message, e.Columns.Count > 0 ? e.Columns : _unassigned);
        }
        catch (ImportException e)
        {
            await RefuseAsync(e.Message);
        }
        StateHasChanged();
    }

    private async Task AcceptAsync()
    {
        _state = State.Storing;
        StateHasChanged();
        var chosen = _choices.Chosen(_file!).ToList();
        await Series.AddAsync(
            [.. chosen.Select(s => new SeriesToStore(s.Series, _fileName, s.Quality.ToJson(), s.Quality.Concerns))],
            _leaving.Token
        );
        Forget();
        (_state, _imported, _refusal) = (State.Idle, [.. chosen.Select(s => s.Series.Symbol)], null);
        await Stored.InvokeAsync();
    }

    private async Task CancelAsync()
    {
        if (_upload is not null)
            await _upload.InvokeVoidAsync("abort");
        Forget();
        (_state, _refusal) = (State.Idle, null);
    }

    private void Forget()
    {
        if (_id is not null)
            Uploads.Remove(_id);
        (_id, _file, _unassigned) = (null, null, []);
    }
}
