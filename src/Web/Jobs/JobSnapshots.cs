using Simulator.Jobs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>Snapshots from what is stored.</summary>
internal static class JobSnapshots
{
    public static JobSnapshot Of(StoredJob row, IReadOnlyList<StageProgress> stages, IReadOnlyList<JobEvent.Evaluated> curves) =>
        new()
        {
            Id = row.Id,
            Kind = row.Kind,
            Name = row.Name,
            State = row.State,
            Reason = row.Reason,
            Note = row.Note,
            Attempt = row.Attempt,
            Priority = row.Priority,
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
            JobState.Queued when row.CrashesInARow > 0 => "its worker died; waits to continue from its checkpoint",
            JobState.Queued when row.Attempt > 0 => "waits to continue from its checkpoint",
            JobState.Queued => "waits for a free worker",
            JobState.Running => "starting",
            JobState.Paused when row.Attempt > 0 => "paused; resume to continue from its checkpoint",
            JobState.Paused => "paused before it started",
            JobState.Succeeded => "done",
            JobState.Failed => "failed",
            _ => "cancelled",
        };
}
