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
    private readonly PastRuns _past = new();

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
        Note(row.Id, FormattableString.Invariant($"queued: {row.Kind} “{row.Name}” on {row.Target}, priority {row.Priority}"));
        Add(row, []);
        telemetry.Submitted(row);
        return row.Id;
    }

    /// <inheritdoc/>
    public JobEstimate Estimate(IJobRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _past.Measured(StagesJson.Planned(request), Counted(request));
    }

    /// <inheritdoc/>
    public async Task<bool> CancelAsync(string id, CancellationToken cancellation)
    {
        var job = _live.GetValueOrDefault(id);
        if (await store.Jobs.TryCancelAsync(id, "cancelled on request", job?.Ending(), cancellation) is not { } row)
            return false;
        Note(id, "cancelled on request");
        if (job is not null && !job.CancelAttempt())
            End(job, row);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> PauseAsync(string id, CancellationToken cancellation)
    {
        if (await store.Jobs.TryPauseAsync(id, cancellation) is not { } row)
            return false;
        Note(id, "paused on request");
        _live.GetValueOrDefault(id)?.Pause(row);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> ResumeAsync(string id, CancellationToken cancellation)
    {
        if (await store.Jobs.TryResumeAsync(id, cancellation) is not { } row)
            return false;
        Note(id, "resumed on request");
        _live.GetValueOrDefault(id)?.Requeue(row);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> SetPriorityAsync(string id, int priority, CancellationToken cancellation)
    {
        if (await store.Jobs.TrySetPriorityAsync(id, Math.Clamp(priority, -MostPriority, MostPriority), cancellation) is not { } row)
            return false;
        Reprioritise(row);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> MoveAsync(string id, string? before, CancellationToken cancellation)
    {
        var waiting = QueueOrder.Sorted(_live.Values.Select(j => j.Row).Where(r => r.State == JobState.Queued));
        if (QueueOrder.Moved(waiting, id, before, MostPriority) is not { } priorities)
            return false;
        foreach (var row in await store.Jobs.SetPrioritiesAsync(priorities, cancellation))
            Reprioritise(row);
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
    internal async Task RecoverAsync(EarlierServer earlier, CancellationToken cancellation)
    {
        var found = await store.Jobs.RecoverAsync(options.CrashesWithoutProgress, earlier.EndedCleanly, cancellation);
        foreach (var past in await store.Jobs.LastAsync(PastJobs, cancellation))
            Learn(past.Kind, kinds.Find(past.Kind)?.Read(past.RequestJson), past.Stages);
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
        var waiting = QueueOrder.Sorted(
            _live.Values.Where(j => hasRoom(j.Share)).Select(j => j.Row).Where(r => r.State == JobState.Queued)
        );
        foreach (var row in waiting)
        {
            if (_live.GetValueOrDefault(row.Id) is { } job && job.TryHold())
                return job;
        }
        return null;
    }

    /// <summary>A cancelled job whose earlier workers left something to sum up. Held for the caller; null when there is none.</summary>
    internal LiveJob? TakeCancelled() => _live.Values.FirstOrDefault(j => j.TryHoldForSummary());

    /// <summary>Tells a job's end, which the store has already.</summary>
    internal void End(LiveJob job, StoredJob row)
    {
        // Out of the list first, so that whoever sees the end no longer sees it among the active.
        if (_live.TryRemove(job.Id, out _))
            telemetry.Ended(row);
        job.Kind?.Forget(store.Folder, job.Id);
        job.End(row);
        if (row.State == JobState.Succeeded)
            Learn(row.Kind, job.Request, job.Ending().Stages);
    }

    private void Note(string id, string text) => store.Logs.Add(id, JobLogLevel.Info, JobLogSource.Server, text);

    private void Reprioritise(StoredJob row)
    {
        Note(row.Id, FormattableString.Invariant($"priority {row.Priority}"));
        _live.GetValueOrDefault(row.Id)?.Reprioritise(row);
    }

    // How long it took teaches how long others take; what cannot be read or counted teaches nothing.
    private void Learn(string kind, IJobRequest? request, IReadOnlyList<StageProgress> stages)
    {
        if (request is not null)
            _past.Add(kind, stages, Counted(request).Seconds);
    }

    private JobEstimate Counted(IJobRequest request)
    {
        var counts = store.Series.BarCounts();
        return request.Estimate(symbol => counts.GetValueOrDefault(symbol));
    }

    private LiveJob NewJob(StoredJob row, IReadOnlyList<JobEvent.Evaluated> curves)
    {
        var kind = kinds.Find(row.Kind);
        var size = kind?.Read(row.RequestJson) is { } request ? Counted(request).Seconds : 0;
        return new LiveJob(row, kind, curves, time, EveryJob, (stage, learner) => _past.Of(row.Kind, stage, learner, size));
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
        var job = _live.GetOrAdd(row.Id, _ => NewJob(row, curves));
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
