using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Simulator.Runs;
using Simulator.Stages;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary><see cref="IJobs"/>: queued and running jobs live here, ended ones in the store.</summary>
public sealed class JobRegistry(SimulatorStore store, JobOptions options, TimeProvider time) : IJobs
{
    private readonly ConcurrentDictionary<string, LiveJob> _live = new(StringComparer.Ordinal);
    private readonly Channel<LiveJob> _queue = Channel.CreateUnbounded<LiveJob>();
    private readonly ChangeSignal _everyJob = new();

    /// <summary>Jobs in the order in which they are to be handed out.</summary>
    internal ChannelReader<LiveJob> Queue => _queue.Reader;

    /// <inheritdoc/>
    public async Task<string> SubmitAsync(SimulationSpec spec, string device, bool isDemo, CancellationToken cancellation)
    {
        if (device is not ("auto" or "cpu" or "cuda"))
            throw new ArgumentException($"device '{device}': there are auto, cpu, cuda", nameof(device));
        var row = await store.Jobs.AddAsync(spec, device, isDemo, cancellation);
        Enqueue(Add(row, []));
        return row.Id;
    }

    /// <inheritdoc/>
    public async Task<bool> CancelAsync(string id, CancellationToken cancellation)
    {
        var job = _live.GetValueOrDefault(id);
        if (await store.Jobs.TryCancelAsync(id, "cancelled on request", job?.Ending(), cancellation) is not { } row)
            return false;
        if (job is not null)
            End(job, row);
        return true;
    }

    /// <inheritdoc/>
    public JobWatch? Watch(string id, CancellationToken cancellation)
    {
        if (_live.GetValueOrDefault(id) is { } job)
            return Watch(job, cancellation);
        if (store.Jobs.Find(id) is not { } row)
            return null;
        if (!row.HasEnded)
        {
            // Stored a moment ago and about to be listed here: whoever is first makes the entry, the other finds it.
            job = Add(row, []);
            row = store.Jobs.Find(id)!;
            if (!row.HasEnded)
                return Watch(job, cancellation);
            End(job, row);
        }
        return new JobWatch(
            JobSnapshots.Of(row, StagesJson.Read(row.StagesJson), store.Jobs.Curves(id)),
            AsyncEnumerable.Empty<JobSnapshot>()
        );
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<JobSnapshot>> WatchActive([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var version = _everyJob.Version;
            yield return Active();
            await Task.Delay(options.ViewerInterval, time, cancellation);
            await _everyJob.BeyondAsync(version, cancellation);
        }
    }

    /// <summary>At the server's start: takes up what an earlier one left.</summary>
    internal async Task RecoverAsync(CancellationToken cancellation)
    {
        foreach (var row in await store.Jobs.RecoverAsync(cancellation))
            Enqueue(Add(row, store.Jobs.Curves(row.Id)));
    }

    internal void Enqueue(LiveJob job) => _queue.Writer.TryWrite(job);

    /// <summary>Tells a job's end, which the store has already.</summary>
    internal void End(LiveJob job, StoredJob row)
    {
        // Out of the list first, so that whoever sees the end no longer sees it among the active.
        _live.TryRemove(job.Id, out _);
        job.End(row);
    }

    private IReadOnlyList<JobSnapshot> Active() =>
        [
            .. _live
                .Values.Select(j => j.Latest().Snapshot)
                .Where(s => !s.HasEnded)
                .OrderBy(s => s.State == JobState.Queued)
                .ThenBy(s => s.Created)
                .ThenBy(s => s.Id, StringComparer.Ordinal),
        ];

    private LiveJob Add(StoredJob row, IReadOnlyList<StageEvent.Evaluated> curves)
    {
        var job = _live.GetOrAdd(row.Id, _ => new LiveJob(row, curves, time, _everyJob));
        _everyJob.Raise();
        return job;
    }

    private JobWatch Watch(LiveJob job, CancellationToken cancellation)
    {
        var (version, snapshot) = job.Latest();
        return new JobWatch(snapshot, snapshot.HasEnded ? AsyncEnumerable.Empty<JobSnapshot>() : Updates(job, version, cancellation));
    }

    private async IAsyncEnumerable<JobSnapshot> Updates(LiveJob job, long seen, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(options.ViewerInterval, time, cancellation);
            await job.Changed.BeyondAsync(seen, cancellation);
            (seen, var snapshot) = job.Latest();
            yield return snapshot;
            if (snapshot.HasEnded)
                yield break;
        }
    }
}
