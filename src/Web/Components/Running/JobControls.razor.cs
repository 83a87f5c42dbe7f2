using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Running;

/// <summary>Ways to pause, move or stop a job, and to be told of its end.</summary>
public sealed partial class JobControls
{
    private bool _cancelling;
    private bool _tells;
    private string? _refused;

    /// <summary>The job.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>It waits for others.</summary>
    [Parameter]
    public bool IsQueued { get; set; }

    /// <summary>It rests until somebody resumes it.</summary>
    [Parameter]
    public bool IsPaused { get; set; }

    /// <summary>The job's priority; 0 at first.</summary>
    [Parameter]
    public int Priority { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private IJobs Jobs { get; set; } = null!;

    private Task<bool> PauseAsync() => Jobs.PauseAsync(Id, CancellationToken.None);

    private Task<bool> ResumeAsync() => Jobs.ResumeAsync(Id, CancellationToken.None);

    private Task<bool> MoveAsync(int by) => Jobs.SetPriorityAsync(Id, Priority + by, CancellationToken.None);

    // The browser asks the person; a tab that is in front needs no notification.
    private async Task TellAsync()
    {
        if (_tells)
        {
            await Js.InvokeVoidAsync("simulatorShell.forget", Id);
            _tells = false;
            return;
        }
        _tells = await Js.InvokeAsync<bool>("simulatorShell.tell", Id);
        _refused = _tells ? null : RunningText.NotificationsRefused;
    }

    private async Task CancelAsync()
    {
        _cancelling = true;
        await Jobs.CancelAsync(Id, CancellationToken.None);
    }
}
