using Microsoft.AspNetCore.Components;
using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Running;

/// <summary>
/// A job that waits, works or is paused: what it does, how far it is, how long it will take.
/// </summary>
public sealed partial class RunningJob
{
    /// <summary>The job's current state.</summary>
    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    /// <summary>Whether its learning curves are drawn.</summary>
    [Parameter]
    public bool Charts { get; set; } = true;

    /// <summary>Whether its log is there to be opened.</summary>
    [Parameter]
    public bool Log { get; set; } = true;

    // What a job does is written without a capital and a full stop, since it stands in logs, too.
    private string Sentence => Job.Doing.Length > 0 ? $"{char.ToUpperInvariant(Job.Doing[0])}{Job.Doing[1..]}" : RunningText.Starts;

    /// <summary>Shows a later state of the job, and draws nothing around it again.</summary>
    public void Show(JobSnapshot job)
    {
        Job = job;
        StateHasChanged();
    }
}
