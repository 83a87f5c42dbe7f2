using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Simulator.Jobs;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary><see cref="IJobs"/>: jobs that have not ended live here, ended ones in the store.</summary>
public sealed class JobRegistry(SimulatorStore store, JobKinds kinds, JobOptions options, JobTelemetry telemetry, TimeProvider time) : IJobs
{
    /// <summary>Lowest and highest priority.</summary>
    public const int MostPriority = 100;

    private const int PastJobs = 50;

    private readonly ConcurrentDictionary<string, LiveJob> _live = new(StringComparer.Ordinal);
    private readonly StageTimes _past = new();

    /// <summary>Raised whenever any job changes.</summary>
    internal ChangeSignal EveryJob { get; } = new();

    /// <inheritdoc/>
    public async Task<string> SubmitAsync(JobSubmission submission, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(submission);
        if (submission.Device is not ("auto" or "cpu" or "cuda"))
            throw new ArgumentException($"device '{submission.Device}': must be auto, cpu or cuda", nameof(submission));
        if (_live.Count >= options.MostOpenJobs)
            throw new ArgumentException(
                FormattableString.Invariant($"{_live.Count} jobs wait or run already, the most at a time. Wait, or cancel some")
            );
        var errors = await Task.Run(() => submission.Request.Check(store.Series), cancellation);
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, errors.Select(e => e.Message)));
        if (JobSize.Refusal(Estimate(submission.Request), options) is { } refusal)
            throw new ArgumentException(refusal);
        var row = await store.Jobs.AddAsync(submission, cancellation);
        Add(row, []);
        telemetry.Submitted(row);
        return row.Id;
    }

    /// <inheritdoc/>
    public JobEstimate Estimate(IJobRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var counts = store.Series.BarCounts();
        return request.Estimate(symbol => counts.GetValueOrDefault(symbol));
    }

    /// <inheritdoc/>
    public async Task<bool> CancelAsync(string id, CancellationToken cancellation)
    {
        var job = _live.GetValueOrDefault(id);
        if (await store.Jobs.TryCancelAsync(id, "cancelled on request", job?.Ending(), cancellation) is not { } row)
            return false;
        if (job is not null && !job.CancelAttempt())
            End(job, row);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> PauseAsync(string id, CancellationToken cancellation)
    {
        if (await store.Jobs.TryPauseAsync(id, cancellation) is not { } row)
            return false;
        _live.GetValueOrDefault(id)?.Pause(row);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> ResumeAsync(string id, CancellationToken cancellation)
    {
        if (await store.Jobs.TryResumeAsync(id, cancellation) is not { } row)
            return false;
        _live.GetValueOrDefault(id)?.Requeue(row);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> SetPriorityAsync(string id, int priority, CancellationToken cancellation)
    {
        if (await store.Jobs.TrySetPriorityAsync(id, Math.Clamp(priority, -MostPriority, MostPriority), cancellation) is not { } row)
            return false;
        _live.GetValueOrDefault(id)?.Reprioritise(row);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation)
    {
        await CancelAsync(id, cancellation);
        var done = await store.Library.DeleteAsync(id, cancellation);
        EveryJob.Raise();
        return done;
    }

    /// <inheritdoc/>
    public async Task<bool> RestoreAsync(string id, CancellationToken cancellation)
    {
        var done = await store.Library.RestoreAsync(id, cancellation);
        EveryJob.Raise();
        return done;
    }

    /// <inheritdoc/>
    public JobWatch? Watch(string id, CancellationToken cancellation)
    {
        if (store.Jobs.Find(id) is not { Deleted: null } row)
            return null;
        if (_live.GetValueOrDefault(id) is { } job)
            return Watch(job, cancellation);
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
            var version = EveryJob.Version;
            yield return Active();
            await Task.Delay(options.ViewerInterval, time, cancellation);
            await EveryJob.BeyondAsync(version, cancellation);
        }
    }

    /// <summary>At the server's start: takes up what an earlier one left.</summary>
    internal async Task RecoverAsync(CancellationToken cancellation)
    {
        var found = await store.Jobs.RecoverAsync(options.CrashesWithoutProgress, cancellation);
        foreach (var (kind, stages) in await store.Jobs.StagesOfLastAsync(PastJobs, cancellation))
            _past.Add(kind, stages);
        foreach (var row in found.Failed)
        {
            telemetry.Ended(row);
            kinds.Find(row.Kind)?.Forget(store.Folder, row.Id);
        }
        foreach (var row in found.Open)
            await TakeUpAsync(row, cancellation);
    }

    // A job that cannot be read must not keep the server from starting: it is set aside whole.
    private async Task TakeUpAsync(StoredJob row, CancellationToken cancellation)
    {
        try
        {
            Add(row, store.Jobs.Curves(row.Id));
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            await store.Jobs.SetAsideAsync(row.Id, $"cannot be taken up: {e.Message}", cancellation);
        }
    }

    /// <summary>The job to be handed out next among those of a share that has room: the highest priority, then the oldest. Held for the
    /// caller; null when none waits.</summary>
    internal LiveJob? TakeNext(Func<JobShare, bool> hasRoom)
    {
        var waiting = _live
            .Values.Where(j => hasRoom(j.Share))
            .Select(j => (Job: j, j.Row))
            .Where(j => j.Row.State == JobState.Queued)
            .OrderByDescending(j => j.Row.Priority)
            .ThenBy(j => j.Row.Created)
            .ThenBy(j => j.Row.Id, StringComparer.Ordinal);
        foreach (var (job, _) in waiting)
        {
            if (job.TryHold())
                return job;
        }
        return null;
    }

    /// <summary>Tells a job's end, which the store has already.</summary>
    internal void End(LiveJob job, StoredJob row)
    {
        // Out of the list first, so that whoever sees the end no longer sees it among the active.
        if (_live.TryRemove(job.Id, out _))
            telemetry.Ended(row);
        job.Kind?.Forget(store.Folder, job.Id);
        job.End(row);
        if (row.State == JobState.Succeeded)
            _past.Add(row.Kind, job.Ending().Stages);
    }

    private IReadOnlyList<JobSnapshot> Active() =>
        [
            .. _live
                .Values.Select(j => j.Latest().Snapshot)
                .Where(s => !s.HasEnded)
                .OrderBy(s => s.State)
                .ThenByDescending(s => s.Priority)
                .ThenBy(s => s.Created)
                .ThenBy(s => s.Id, StringComparer.Ordinal),
        ];

    private LiveJob Add(StoredJob row, IReadOnlyList<JobEvent.Evaluated> curves)
    {
        var job = _live.GetOrAdd(row.Id, _ => new LiveJob(row, kinds.Find(row.Kind), curves, time, EveryJob, _past));
        EveryJob.Raise();
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
