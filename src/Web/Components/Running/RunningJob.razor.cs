using Microsoft.AspNetCore.Components;
using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Running;

/// <summary>A job that waits or works: what it does, how far it is, how long it will take, and a way to stop it.</summary>
public sealed partial class RunningJob
{
    private bool _cancelling;

    /// <summary>The job as it stands.</summary>
    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    /// <summary>Whether its learning curves are drawn.</summary>
    [Parameter]
    public bool Charts { get; set; } = true;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    private string Sentence =>
        Job.State == JobState.Queued ? "Waits for a free worker."
        : Job.Doing.Length > 0 ? Job.Doing
        : "Starts.";

    private async Task CancelAsync()
    {
        _cancelling = true;
        await Jobs.CancelAsync(Job.Id, CancellationToken.None);
    }
}
