using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Running;

/// <summary>
/// A page with a form and the job that it starts. Its address holds the form, or the job that runs or ended, whose result it shows.
/// </summary>
/// <typeparam name="TRequest">What is asked for.</typeparam>
/// <typeparam name="TResult">What comes out.</typeparam>
public abstract class JobPageOf<TRequest, TResult> : ComponentBase, IDisposable
    where TRequest : class, IJobRequest
    where TResult : class
{
    private readonly OwnAddresses _own = new();
    private JobFollower _follower = new();
    private string? _begun;

    /// <summary>The job that runs or ended.</summary>
    [SupplyParameterFromQuery]
    public string? Run { get; set; }

    /// <summary>Starts and follows jobs.</summary>
    [Inject]
    protected IJobs Jobs { get; set; } = null!;

    /// <summary>Jobs that are stored.</summary>
    [Inject]
    protected JobLibrary Library { get; set; } = null!;

    /// <summary>The address.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>The row of the kind.</summary>
    protected abstract IJobKind Kind { get; }

    /// <summary>The job as it is now; null for none.</summary>
    protected JobSnapshot? Job => _follower.Job;

    /// <summary>What the job was asked for; null for no job, or one whose form is no longer known.</summary>
    protected TRequest? Asked { get; private set; }

    /// <summary>What came out.</summary>
    protected TResult? Result { get; private set; }

    /// <summary>Whether it was tried to read what came out.</summary>
    protected bool IsRead { get; private set; }

    /// <summary>Whether the address names a job of this kind that is not there.</summary>
    protected bool IsMissing { get; private set; }

    /// <summary>Whether a job is being started.</summary>
    protected bool IsStarting { get; private set; }

    /// <summary>Why none was started.</summary>
    protected string? Refused { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Fills the form from <see cref="Asked"/>, else from the address.</summary>
    protected abstract Task BeginAsync();

    /// <summary>Stops following.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _follower.Dispose();
    }

    /// <inheritdoc/>
    protected sealed override async Task OnParametersSetAsync()
    {
        var address = Navigation.Uri;
        if (_own.Take(address) || _begun == address)
            return;
        _begun = address;
        var row = Run is null ? null : await Library.FindAsync(Run, CancellationToken.None);
        // The address may have changed again.
        if (_begun != address)
            return;
        var isOne = row?.Kind == Kind.Name;
        (Refused, IsMissing, Result, IsRead) = (null, Run is not null && !isOne, null, false);
        Asked = isOne ? (TRequest?)Kind.Read(row!.RequestJson) : null;
        await BeginAsync();
        if (_begun != address)
            return;
        _follower.Dispose();
        _follower = new JobFollower();
        if (!isOne)
            return;
        _follower.Start(Jobs, Run!, () => InvokeAsync(() => ChangedAsync(address)), DispatchExceptionAsync);
        await ChangedAsync(address);
    }

    /// <summary>
    /// What stands in the form stands in the address. The address of a job that ran stays its own until another is started.
    /// </summary>
    protected void Keep(string page, IReadOnlyDictionary<string, object?> form)
    {
        if (Run is not null)
            return;
        var address = Navigation.GetUriWithQueryParameters(Navigation.ToAbsoluteUri(page).AbsoluteUri, form);
        _begun = address;
        if (address != Navigation.Uri)
            _own.Give(address);
        Navigation.NavigateTo(address, replace: true);
    }

    /// <summary>Starts a job of this kind and goes to its page.</summary>
    protected Task StartAsync(TRequest? request) => request is null ? Task.CompletedTask : SubmitAsync(new JobSubmission(Kind, request));

    /// <summary>Starts a job and goes to its page.</summary>
    protected async Task SubmitAsync(JobSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        if (IsStarting || Job is { HasEnded: false })
            return;
        (IsStarting, Refused) = (true, null);
        try
        {
            var id = await Jobs.SubmitAsync(submission, CancellationToken.None);
            Navigation.NavigateTo(Addresses.Job(submission.Kind.Name, id));
        }
        catch (Exception e) when (e is ArgumentException or StoreException)
        {
            Refused = e.Message;
        }
        finally
        {
            IsStarting = false;
        }
    }

    private async Task ChangedAsync(string address)
    {
        if (Job is { State: JobState.Succeeded, Id: var id } && !IsRead)
        {
            var content = await Library.ResultBytesAsync(id, CancellationToken.None);
            if (_begun != address)
                return;
            (Result, IsRead) = (content is null ? null : ResultOf(content), true);
        }
        StateHasChanged();
    }

    private static TResult? ResultOf(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<TResult>(content, PipelineJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
