using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Hubs;

/// <summary>Jobs for other programs and pages, <c>/hubs/jobs</c>; <c>docs/hub.md</c> describes it for its callers.</summary>
public sealed class JobsHub(IJobs jobs) : Hub
{
    /// <summary>The current state of the job and every later one, at most 4 per second; ends after the job's last state.</summary>
    /// <exception cref="HubException">No such job.</exception>
    public async IAsyncEnumerable<JobMessage> Watch(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var watch = jobs.Watch(id, cancellation) ?? throw new HubException($"job '{id}': there is none");
        yield return JobMessage.Of(watch.Snapshot, 0);
        var told = watch.Snapshot.Curves.Count;
        await foreach (var snapshot in watch.Updates.WithCancellation(cancellation))
        {
            yield return JobMessage.Of(snapshot, told);
            told = snapshot.Curves.Count;
        }
    }

    /// <summary>All queued and running jobs, now and after each change, without their curves; never ends by itself.</summary>
    public async IAsyncEnumerable<IReadOnlyList<JobMessage>> WatchActive([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var active in jobs.WatchActive(cancellation))
            yield return [.. active.Select(s => JobMessage.Of(s, s.Curves.Count))];
    }

    /// <summary>Asks a job to stop; false when there is none or it has ended.</summary>
    public Task<bool> Cancel(string id) => jobs.CancelAsync(id, Context.ConnectionAborted);

    /// <summary>Queues a spec (JSON); returns the job's id after it is safely stored.</summary>
    /// <exception cref="HubException">The spec has errors: one line for each.</exception>
    public async Task<string> Submit(string specJson)
    {
        var parse = SpecJson.Parse(specJson);
        if (parse.Spec is not { } spec)
            throw new HubException(string.Join('\n', parse.Errors));
        try
        {
            return await jobs.SubmitAsync(spec, "auto", false, Context.ConnectionAborted);
        }
        catch (StoreException e)
        {
            throw new HubException(e.Message);
        }
    }
}
