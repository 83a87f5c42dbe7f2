using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Simulator.Jobs;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Running;

/// <summary>The queue of jobs that wait; where someone else moves a job, the list follows.</summary>
public sealed partial class JobQueueView
{
    private string? _dragged;
    private string? _over;
    private string? _told;

    /// <summary>All jobs that have not ended, in the order in which they start.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<JobSnapshot> Active { get; set; }

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    private IReadOnlyList<JobSnapshot> Waiting => [.. Active.Where(j => j.State == JobState.Queued)];

    private static string Signed(int priority) => priority.ToString("+0;−0;0", CultureInfo.InvariantCulture);

    private Task OnKeyAsync(KeyboardEventArgs key, int place) =>
        (key.AltKey, key.Key) switch
        {
            (true, "ArrowUp") => MoveAsync(place, place - 1),
            (true, "ArrowDown") => MoveAsync(place, place + 1),
            _ => Task.CompletedTask,
        };

    private void EndDrag() => (_dragged, _over) = (null, null);

    private Task DropAsync(int place)
    {
        var from = Waiting.ToList().FindIndex(j => j.Id == _dragged);
        EndDrag();
        return from < 0 ? Task.CompletedTask : MoveAsync(from, place);
    }

    private async Task MoveAsync(int from, int to)
    {
        var waiting = Waiting;
        if (to < 0 || to >= waiting.Count || from == to)
            return;
        var job = waiting[from];
        // It stands where the other stood: before it on the way up, behind it on the way down.
        var next = to < from ? to : to + 1;
        var moved = await Jobs.MoveAsync(job.Id, next < waiting.Count ? waiting[next].Id : null, CancellationToken.None);
        _told = moved
            ? RunningText.FormatNowAtPlace(job.Name, Figures.Count(to + 1), Figures.Count(waiting.Count))
            : RunningText.FormatNoLongerWaits(job.Name);
    }
}
