using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Running;

/// <summary>
/// A job that waits, works or is paused: what it does, how far it is, how long it will take, and ways to pause, move or stop it.
/// </summary>
public sealed partial class RunningJob
{
    private bool _cancelling;
    private bool _tells;
    private string? _refused;

    /// <summary>The job's current state.</summary>
    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    /// <summary>Whether its learning curves are drawn.</summary>
    [Parameter]
    public bool Charts { get; set; } = true;

    /// <summary>Whether its log is there to be opened.</summary>
    [Parameter]
    public bool Log { get; set; } = true;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    // What a job does is written without a capital and a full stop, since it stands in logs, too.
    private string Sentence => Job.Doing.Length > 0 ? $"{char.ToUpperInvariant(Job.Doing[0])}{Job.Doing[1..]}" : RunningText.Starts;

    private Task<bool> PauseAsync() => Jobs.PauseAsync(Job.Id, CancellationToken.None);

    private Task<bool> ResumeAsync() => Jobs.ResumeAsync(Job.Id, CancellationToken.None);

    private Task<bool> MoveAsync(int by) => Jobs.SetPriorityAsync(Job.Id, Job.Priority + by, CancellationToken.None);

    // The browser asks the person; a tab that is in front needs no notification.
    private async Task TellAsync()
    {
        if (_tells)
        {
            await Js.InvokeVoidAsync("simulatorShell.forget", Job.Id);
            _tells = false;
            return;
        }
        _tells = await Js.InvokeAsync<bool>("simulatorShell.tell", Job.Id);
        _refused = _tells ? null : RunningText.NotificationsRefused;
    }

    private async Task CancelAsync()
    {
        _cancelling = true;
        await Jobs.CancelAsync(Job.Id, CancellationToken.None);
    }
}
