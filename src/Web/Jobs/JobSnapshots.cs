using Simulator.Stages;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>Snapshots from what is stored.</summary>
internal static class JobSnapshots
{
    public static JobSnapshot Of(StoredJob row, IReadOnlyList<StageProgress> stages, IReadOnlyList<StageEvent.Evaluated> curves) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            State = row.State,
            Reason = row.Reason,
            Attempt = row.Attempt,
            Fraction = row.State == JobState.Succeeded ? 1 : 0,
            Doing = DoingOf(row),
            Stages = stages,
            Curves = curves,
            Device = row.Device,
            Created = row.Created,
            Started = row.Started,
            Ended = row.Ended,
            IsDemo = row.IsDemo,
            IsSynthetic = row.IsSynthetic,
        };

    public static string DoingOf(StoredJob row) =>
        row.State switch
        {
            JobState.Queued when row.CrashesInARow > 0 => "its worker died; waits to go on from where it stood",
            JobState.Queued when row.Attempt > 0 => "the server was restarted; waits to go on from where it stood",
            JobState.Queued => "waits for a free worker",
            JobState.Running => "starting",
            JobState.Succeeded => "done",
            JobState.Failed => "failed",
            _ => "cancelled",
        };
}
