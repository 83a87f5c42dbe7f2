using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Controls;

namespace Simulator.Web.Components.Running;

/// <summary>Jobs of some kinds, newest first, searched and sorted: what, how, when and with what result. Deleting can be undone.</summary>
public sealed partial class RecentJobs
{
    private readonly CancellationTokenSource _leaving = new();
    private ListGrid<JobRow>? _grid;
    private RecentlyDeleted? _gone;
    private string _words = "";
    private int? _all;

    /// <summary>Words of the kinds; null for all.</summary>
    [Parameter]
    public IReadOnlyList<string>? Kinds { get; set; }

    /// <summary>The list's heading.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The job that the page shows.</summary>
    [Parameter]
    public string? Shown { get; set; }

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    [Inject]
    private JobLibrary Library { get; set; } = null!;

    [Inject]
    private UndoOffers Undo { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Undo.Undone -= ReadAsync;
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Undo.Undone += ReadAsync;
        await ReadAsync();
        if (!_leaving.IsCancellationRequested)
            _ = FollowAsync(_leaving.Token);
    }

    private async Task DeleteAsync(JobRow row)
    {
        await Jobs.DeleteAsync(row.Id, CancellationToken.None);
        Undo.Offer(RunningText.FormatWasDeleted(row.Name), () => Jobs.RestoreAsync(row.Id, CancellationToken.None));
        await ReadAsync();
    }

    private Task FindAsync(string? words)
    {
        _words = words?.Trim() ?? "";
        return _grid?.ReloadAsync() ?? Task.CompletedTask;
    }

    private async Task<(IReadOnlyList<JobRow> Rows, int Total)> PageAsync(ListPart part, CancellationToken cancellation)
    {
        var page = await Library.ListAsync(
            new JobQuery
            {
                Kinds = Kinds,
                Search = _words,
                Order = Enum.TryParse<JobOrder>(part.SortBy, out var order) ? order : JobOrder.Created,
                Descending = part.SortBy is null || part.Descending,
                Skip = part.Skip,
                Take = part.Take,
            },
            cancellation
        );
        return (page.Rows, page.Total);
    }

    private async Task ReadAsync()
    {
        _all = (await Library.ListAsync(Kinds, 0, 0, CancellationToken.None)).Total;
        await InvokeAsync(async () =>
        {
            if (_gone is not null)
                await _gone.LoadAsync();
            if (_grid is not null && _all > 0)
                await _grid.ReloadAsync();
            StateHasChanged();
        });
    }

    // Read again when a job came, began or ended, not whenever one gets further.
    private async Task FollowAsync(CancellationToken leaving)
    {
        (string, JobState)[] seen = [];
        try
        {
            await foreach (var active in Jobs.WatchActive(leaving))
            {
                (string, JobState)[] now = [.. active.Select(j => (j.Id, j.State))];
                if (now.SequenceEqual(seen))
                    continue;
                seen = now;
                await ReadAsync();
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
