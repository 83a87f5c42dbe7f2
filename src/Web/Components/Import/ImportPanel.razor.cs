using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Store.Database;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Import;

/// <summary>
/// From files to series in the store: upload, read, preview with choices, accept, undo. An error says what is wrong, where, and what to do.
/// </summary>
public sealed partial class ImportPanel
{
    private const int MostFiles = 200;

    private readonly CancellationTokenSource _leaving = new();
    private readonly List<UploadedFile> _files = [];
    private DotNetObjectReference<ImportPanel>? _self;
    private IJSObjectReference? _upload;
    private ElementReference _zone;
    private string? _refusal;
    private string? _undone;
    private List<ImportedChange> _done = [];

    /// <summary>Called after series were stored or taken back.</summary>
    [Parameter]
    public EventCallback Stored { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private UploadStore Uploads { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    private List<UploadedFile> Shown => _files.FindAll(f => f.File is not null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
        foreach (var file in _files.ToList())
            Forget(file);
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

    /// <summary>Files were chosen. What was refused before is no longer shown; previews stay.</summary>
    [JSInvokable]
    public Task BeginAsync(ChosenFile[] chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        _files.RemoveAll(f => f.State == UploadState.Refused);
        _files.AddRange(chosen.Take(MostFiles).Select(c => new UploadedFile(c)));
        (_refusal, _undone, _done) = (null, null, []);
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>A file is on its way.</summary>
    [JSInvokable]
    public Task SendingAsync(string key)
    {
        if (Find(key) is { } file)
            file.State = UploadState.Uploading;
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>A file is here.</summary>
    [JSInvokable]
    public async Task UploadedAsync(string key, string id)
    {
        if (Find(key) is not { } file)
        {
            Uploads.Remove(id);
            return;
        }
        file.Id = id;
        await ReadAsync(file);
    }

    /// <summary>An upload failed or a file was refused.</summary>
    [JSInvokable]
    public Task RefuseAsync(string key, string reason)
    {
        if (Find(key) is { } file)
            Refuse(file, reason);
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>The whole choice was refused.</summary>
    [JSInvokable]
    public Task RefuseAllAsync(string reason)
    {
        _refusal = reason;
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
        _upload = await module.InvokeAsync<IJSObjectReference>(
            "attach",
            _zone,
            _self,
            new { bytes = UploadStore.MaximumBytes, files = MostFiles }
        );
        StateHasChanged(); // now files can be chosen
    }

    private UploadedFile? Find(string key) => _files.Find(f => f.Key == key);

    private async Task ReadAsync(UploadedFile file)
    {
        file.State = UploadState.Reading;
        StateHasChanged();
        try
        {
            var (id, name, options) = (file.Id!, file.Name, file.Choices.Options);
            file.File = await Uploads.ReadAsync(id, content => CsvImport.Read(content, name, options), _leaving.Token);
            await FindExistingAsync(file);
            (file.State, file.Refusal, file.Unassigned) = (UploadState.Preview, null, []);
        }
        catch (ImportException e) when (file.File is not null)
        {
            // A choice made the file unreadable: the preview stays, so that the user can undo the choice.
            (file.State, file.Refusal) = (UploadState.Preview, e.Message);
        }
        catch (ImportException e) when (e.Columns.Count > 0 || file.Unassigned.Count > 0)
        {
            // The columns can be assigned by hand.
            (file.State, file.Refusal, file.Unassigned) = (
                UploadState.Columns,
                e.Columns.Count > 0 ? $"{e.FileName}: {e.Problem}. Choose below what the columns are." : e.Message, // no option here
                e.Columns.Count > 0 ? e.Columns : file.Unassigned
            );
        }
        catch (ImportException e)
        {
            Refuse(file, e.Message);
        }
        StateHasChanged();
    }

    // A stored series whose file is damaged cannot be appended to; importing it again is the remedy, and replaces it.
    private BarSeries? Readable(string name)
    {
        try
        {
            return Series.Find(name);
        }
        catch (StoreException)
        {
            return null;
        }
    }

    /// <summary>Which of the names are in the store already.</summary>
    private Task FindExistingAsync(UploadedFile file)
    {
        file.Choices.FindExisting(file.File!, Series.ContentHashes, Readable);
        return Task.CompletedTask;
    }

    private async Task AcceptAllAsync()
    {
        foreach (var file in Shown)
        {
            if (!await StoreAsync(file))
                break;
        }
        await Stored.InvokeAsync();
    }

    private async Task AcceptAsync(UploadedFile file)
    {
        (_done, _undone) = ([], null);
        await StoreAsync(file);
        await Stored.InvokeAsync();
    }

    /// <summary>Stores the chosen series of a file, unless a choice is open since another file was stored.</summary>
    private async Task<bool> StoreAsync(UploadedFile file)
    {
        await FindExistingAsync(file);
        if (!file.IsReady)
            return false;
        file.State = UploadState.Storing;
        StateHasChanged();
        try
        {
            var changes = await Task.Run(() => ImportedChange.Of(file.Choices, file.File!, file.Name), _leaving.Token);
            await Series.AddAsync([.. changes.Select(c => c.ToStore)], _leaving.Token);
            _done.AddRange(changes);
            Forget(file);
            return true;
        }
        catch (StoreException e)
        {
            (file.State, file.Refusal) = (UploadState.Preview, e.Message);
            return false;
        }
    }

    private async Task UndoAsync()
    {
        var changes = Enumerable.Reverse(_done).ToList();
        _done = [];
        try
        {
            foreach (var change in changes)
                await change.TakeBackAsync(Series);
            _undone =
                $"{string.Join(", ", changes.Select(c => c.Symbol).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}: "
                + "what was imported has been taken back.";
        }
        catch (StoreException e)
        {
            _refusal = e.Message;
        }
        await Stored.InvokeAsync();
    }

    private async Task CancelAsync(UploadedFile file)
    {
        if (_upload is not null)
            await _upload.InvokeVoidAsync("abort", file.Key);
        Forget(file);
    }

    private void Refuse(UploadedFile file, string reason)
    {
        if (file.Id is { } id)
            Uploads.Remove(id);
        (file.Id, file.State, file.Refusal) = (null, UploadState.Refused, reason);
    }

    private void Forget(UploadedFile file)
    {
        if (file.Id is { } id)
            Uploads.Remove(id);
        _files.Remove(file);
    }
}
