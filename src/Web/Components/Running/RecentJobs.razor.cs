using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Running;

/// <summary>Jobs of some kinds, newest first: what, how, when and with what result. Deleting can be undone.</summary>
public sealed partial class RecentJobs
{
    private const int Step = 10;

    private readonly CancellationTokenSource _leaving = new();
    private JobListPage? _page;
    private JobRow? _deleted;
    private int _shown = Step;

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

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        if (!_leaving.IsCancellationRequested)
            _ = FollowAsync(_leaving.Token);
    }

    private async Task DeleteAsync(JobRow row)
    {
        _deleted = row;
        await Jobs.DeleteAsync(row.Id, CancellationToken.None);
        await ReadAsync();
    }

    private async Task UndoAsync()
    {
        await Jobs.RestoreAsync(_deleted!.Id, CancellationToken.None);
        _deleted = null;
        await ReadAsync();
    }

    private Task OlderAsync()
    {
        _shown += Step;
        return ReadAsync();
    }

    private async Task ReadAsync() => _page = await Library.ListAsync(Kinds, 0, _shown, CancellationToken.None);

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
                await InvokeAsync(StateHasChanged);
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
