using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Hubs;

/// <summary>Jobs for other programs and pages, <c>/hubs/jobs</c>; <c>docs/hub.md</c> describes it for its callers.</summary>
public sealed class JobsHub(IJobs jobs, JobKinds kinds) : Hub
{
    /// <summary>Streams that one connection may have open at the same time.</summary>
    public const int MostStreams = 32;

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        Context.Items[typeof(OpenStreams)] = new OpenStreams();
        return base.OnConnectedAsync();
    }

    /// <summary>The current state of the job and every later one, at most 4 per second; ends after the job's last state.</summary>
    /// <exception cref="HubException">No such job, or the connection has too many streams open.</exception>
    public async IAsyncEnumerable<JobMessage> Watch(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stream = OpenStream();
        var watch = jobs.Watch(id, cancellation) ?? throw new HubException($"job '{id}': there is none");
        yield return JobMessage.Of(watch.Snapshot, 0);
        var told = watch.Snapshot.Curves.Count;
        await foreach (var snapshot in watch.Updates.WithCancellation(cancellation))
        {
            yield return JobMessage.Of(snapshot, told);
            told = snapshot.Curves.Count;
        }
    }

    /// <summary>All jobs that have not ended, now and whenever they change, without their curves; never ends by itself.</summary>
    public async IAsyncEnumerable<IReadOnlyList<JobMessage>> WatchActive([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stream = OpenStream();
        await foreach (var active in jobs.WatchActive(cancellation))
            yield return [.. active.Select(s => JobMessage.Of(s, s.Curves.Count))];
    }

    /// <summary>Asks a job to stop for good; false when there is none or it has ended.</summary>
    public Task<bool> Cancel(string id) => jobs.CancelAsync(id, Context.ConnectionAborted);

    /// <summary>Stops a job at its next checkpoint, or keeps it from starting; false when it neither waits nor runs.</summary>
    public Task<bool> Pause(string id) => jobs.PauseAsync(id, Context.ConnectionAborted);

    /// <summary>Goes on with a paused job; false when it is not paused.</summary>
    public Task<bool> Resume(string id) => jobs.ResumeAsync(id, Context.ConnectionAborted);

    /// <summary>Sets which jobs go first, the higher number; false when there is none or it has ended.</summary>
    public Task<bool> SetPriority(string id, int priority) => jobs.SetPriorityAsync(id, priority, Context.ConnectionAborted);

    /// <summary>Queues a simulation; returns the job's id when it is safely stored.</summary>
    /// <exception cref="HubException">The spec has errors: one line for each.</exception>
    public Task<string> Submit(string specJson) => SubmitJob(SimulationKind.Word, specJson);

    /// <summary>Queues a job of a kind; returns its id when it is safely stored.</summary>
    /// <exception cref="HubException">No such kind, or the request has errors: one line for each.</exception>
    public async Task<string> SubmitJob(string kind, string requestJson)
    {
        var row =
            kinds.Find(kind) ?? throw new HubException($"kind '{kind}': there are {string.Join(", ", kinds.All.Select(k => k.Name))}");
        var parse = row.Parse(requestJson);
        if (parse.Request is not { } request)
            throw new HubException(string.Join('\n', parse.Errors));
        try
        {
            return await jobs.SubmitAsync(new JobSubmission(row, request), Context.ConnectionAborted);
        }
        catch (Exception e) when (e is StoreException or ArgumentException)
        {
            throw new HubException(e.Message);
        }
    }

    private OpenStreams OpenStream()
    {
        var open = (OpenStreams)Context.Items[typeof(OpenStreams)]!;
        return open.TryAdd() ? open : throw new HubException($"this connection has {MostStreams} streams open, the most; end one first");
    }

    // One for all streams of a connection; each gives its place back when it is disposed of.
    private sealed class OpenStreams : IDisposable
    {
        private int _count;

        public bool TryAdd()
        {
            if (Interlocked.Increment(ref _count) <= MostStreams)
                return true;
            Dispose();
            return false;
        }

        public void Dispose() => Interlocked.Decrement(ref _count);
    }
}
