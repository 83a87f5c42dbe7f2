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
    private DotNetObjectReference<ImportPanel>? _self;
    private IJSObjectReference? _upload;
    private ElementReference _zone;
    private UploadList? _list;
    private string? _refusal;
    private string? _undone;
    private bool _back;

    /// <summary>Called after series were stored or taken back.</summary>
    [Parameter]
    public EventCallback Stored { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private UploadStore Uploads { get; set; } = null!;

    [Inject]
    private ImportDesk Desk { get; set; } = null!;

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    private List<UploadedFile> Files => Desk.Files;

    private List<UploadedFile> Shown => Files.FindAll(f => f.File is not null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
        Desk.Leave();
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
        Files.RemoveAll(f => f.State == UploadState.Refused);
        Files.AddRange(chosen.Select(c => new UploadedFile(c)));
        (_refusal, _undone, _back) = (null, null, false);
        Desk.Done.Clear();
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

    /// <summary>So much of a file has been sent, 0 … 1; a few times a second.</summary>
    [JSInvokable]
    public Task ProgressAsync(string key, double fraction)
    {
        if (Find(key) is { } file)
            file.Fraction = fraction;
        _list?.Refresh();
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
            Desk.Refuse(file, reason);
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            await KeepAsync();
            return;
        }
        _self = DotNetObjectReference.Create(this);
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "/js/upload.js");
        _upload = await module.InvokeAsync<IJSObjectReference>(
            "attach",
            _zone,
            _self,
            new
            {
                bytes = UploadStore.MaximumBytes,
                files = MostFiles,
                words = new
                {
                    tooMany = ImportText.FormatTooManyFiles(MostFiles),
                    tooLarge = ImportText.FormatFileTooLarge("{size}", UploadStore.MaximumBytes >> 20),
                    status = ImportText.ServerAnswered,
                    lost = ImportText.ConnectionLost,
                },
            }
        );
        foreach (var kept in _upload is null ? [] : await _upload.InvokeAsync<KeptFile[]>("kept") ?? [])
            _back |= Desk.Bring(kept);
        StateHasChanged(); // now files can be chosen
        // Reading them was broken off when the page was left.
        foreach (var file in Files.Where(f => f is { State: UploadState.Reading, Id: not null }).ToList())
            await ReadAsync(file);
    }

    /// <summary>Another tab accepted or discarded a file.</summary>
    [JSInvokable]
    public Task GoneAsync(string key)
    {
        if (Find(key) is { State: not UploadState.Storing } file)
            Files.Remove(file);
        StateHasChanged();
        return Task.CompletedTask;
    }

    // What the browser remembers follows what is decided; called after everything that was drawn anew.
    private async Task KeepAsync()
    {
        if (_upload is null || _leaving.IsCancellationRequested)
            return;
        foreach (var file in Files.Where(f => f.State != UploadState.Storing).ToList())
        {
            var kept = file.State == UploadState.Refused ? null : file.Kept;
            if (kept == file.Written)
                continue;
            file.Written = kept;
            if (kept is null)
                await _upload.InvokeVoidAsync("forget", file.Key);
            else
                await _upload.InvokeVoidAsync("keep", kept);
        }
    }

    private async Task ForgetAsync(UploadedFile file)
    {
        Desk.Forget(file);
        if (_upload is not null && !_leaving.IsCancellationRequested)
            await _upload.InvokeVoidAsync("forget", file.Key);
    }

    private UploadedFile? Find(string key) => Files.Find(f => f.Key == key);

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
                e.Columns.Count > 0 ? ImportText.FormatReadProblem(e.FileName, e.Problem) : e.Message, // no option here
                e.Columns.Count > 0 ? e.Columns : file.Unassigned
            );
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return; // the page was left; it is read when the page is opened again
        }
        catch (ImportException e)
        {
            Desk.Refuse(file, e.Message);
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
        _undone = null;
        Desk.Done.Clear();
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
            var changes = await Task.Run(() => ImportedChange.Of(file.Choices, file.File!, file.Name));
            await Series.AddAsync([.. changes.Select(c => c.ToStore)], CancellationToken.None);
            Desk.Done.AddRange(changes);
            await ForgetAsync(file);
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
        var changes = Enumerable.Reverse(Desk.Done).ToList();
        Desk.Done.Clear();
        try
        {
            foreach (var change in changes)
                await change.TakeBackAsync(Series);
            _undone = ImportText.FormatTakenBack(
                string.Join(", ", changes.Select(c => c.Symbol).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            );
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
        await ForgetAsync(file);
    }
}
