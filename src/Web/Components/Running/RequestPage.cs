using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Running;

/// <summary>
/// A page with the form of one kind of work and what a job of it found. The address holds the form, and the job that runs or ended.
/// </summary>
/// <typeparam name="TRequest">What is asked for.</typeparam>
/// <typeparam name="TFound">What a job finds, as it is stored.</typeparam>
public abstract class RequestPage<TRequest, TFound> : ComponentBase, IDisposable
    where TRequest : class, IJobRequest
    where TFound : class
{
    private readonly OwnAddresses _own = new();
    private JobFollower _follower = new();
    private string? _begun;

    /// <summary>The job that runs or ended.</summary>
    [SupplyParameterFromQuery]
    public string? Run { get; set; }

    /// <summary>Where jobs are started and followed.</summary>
    [Inject]
    protected IJobs Jobs { get; set; } = null!;

    /// <summary>Jobs that were asked for.</summary>
    [Inject]
    protected JobLibrary Library { get; set; } = null!;

    /// <summary>Series at hand.</summary>
    [Inject]
    protected ISeriesLibrary Market { get; set; } = null!;

    /// <summary>The address.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>The kind of work.</summary>
    protected abstract IJobKind Kind { get; }

    /// <summary>Address of the page.</summary>
    protected abstract string Page { get; }

    /// <summary>What the job was asked for; null where there is none, or its form is no longer known.</summary>
    protected TRequest? Asked { get; private set; }

    /// <summary>What it found.</summary>
    protected TFound? Found { get; private set; }

    /// <summary>Whether what it found was read, well or badly.</summary>
    protected bool IsRead { get; private set; }

    /// <summary>Whether the address names a job that is none of this kind.</summary>
    protected bool IsMissing { get; private set; }

    /// <summary>A job is being queued.</summary>
    protected bool IsStarting { get; private set; }

    /// <summary>Why it was not queued.</summary>
    protected string? Refused { get; private set; }

    /// <summary>Where the job stands; null where there is none.</summary>
    protected JobSnapshot? Job => _follower.Job;

    /// <summary>Whether the form is shown: nothing runs.</summary>
    protected bool IsFormShown => Job is null or { HasEnded: true };

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends following.</summary>
    protected virtual void Dispose(bool disposing) => _follower.Dispose();

    /// <summary>Fills the form from what was asked, or from the address.</summary>
    /// <param name="isLeft">Whether the address has changed again.</param>
    protected abstract Task BeginAsync(Func<bool> isLeft);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
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
        (Refused, IsMissing, Found, IsRead) = (null, Run is not null && !isOne, null, false);
        Asked = isOne ? (TRequest?)Kind.Read(row!.RequestJson) : null;
        await BeginAsync(() => _begun != address);
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
    /// Puts the form into the address. The address of a job that ran stays its own until another is started.
    /// </summary>
    protected void KeepInAddress(Dictionary<string, object?> form)
    {
        if (Run is not null)
            return;
        var address = Navigation.GetUriWithQueryParameters(Navigation.ToAbsoluteUri(Page).AbsoluteUri, form);
        _begun = address;
        if (address != Navigation.Uri)
            _own.Give(address);
        Navigation.NavigateTo(address, replace: true);
    }

    /// <summary>Queues what is asked for and goes to its address.</summary>
    protected Task StartAsync(TRequest? request) => request is null ? Task.CompletedTask : SubmitAsync(new JobSubmission(Kind, request));

    /// <summary>Queues a job of any kind and goes to its address.</summary>
    protected async Task SubmitAsync(JobSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        if (IsStarting || !IsFormShown)
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
            (Found, IsRead) = (content is null ? null : FoundOf(content), true);
        }
        StateHasChanged();
    }

    private static TFound? FoundOf(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<TFound>(content, PipelineJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
