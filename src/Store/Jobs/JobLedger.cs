using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Simulator.Jobs;
using Simulator.Store.Database;
using Simulator.Store.Trials;

namespace Simulator.Store.Jobs;

/// <summary>
/// What is known of every job, on disk. A change of state names the epoch that it was made in; one from an older epoch changes
/// nothing and answers false. So a worker that was given up, or a server that was thought dead, cannot overwrite its successor.
/// </summary>
public sealed class JobLedger(StoreReader reader, StoreWriter writer, BlobFolder blobs, BlobGate gate, TimeProvider time)
{
    private static readonly JobState[] s_held = [JobState.Running, JobState.Paused];
    private static readonly JobState[] s_open = [JobState.Queued, JobState.Running, JobState.Paused];

    /// <summary>Adds a queued job with what its series are now; it is on disk when this returns.</summary>
    public async Task<StoredJob> AddAsync(JobSubmission submission, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var request = submission.Request;
        var job = new StoredJob
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Kind = submission.Kind.Name,
            Name = request.Title,
            Target = request.Data.Target,
            Strategy = request.Strategy,
            State = JobState.Queued,
            Epoch = 1,
            Priority = submission.Priority ?? submission.Kind.Priority,
            RequestJson = request.ToJson(),
            RequestHash = request.TrialHash ?? "",
            Device = submission.Device,
            IsDemo = submission.IsDemo,
            StagesJson = StagesJson.Write(StagesJson.Planned(request)),
            Created = time.GetUtcNow(),
        };
        using var held = await gate.HoldAsync(cancellation);
        await writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                (job.SeriesJson, job.IsSynthetic) = await SeriesHashes.OfAsync(c, request.Data, cancellation);
                c.Jobs.Add(job);
            },
            cancellation
        );
        return job;
    }

    /// <summary>A job, deleted ones too, or null.</summary>
    public StoredJob? Find(string id) => reader.Read(c => c.Jobs.FirstOrDefault(j => j.Id == id));

    /// <summary>Whether the demo job of the first start on a target was ever queued.</summary>
    public Task<bool> HasDemoAsync(string target, CancellationToken cancellation) =>
        reader.ReadAsync(c => c.Jobs.AnyAsync(j => j.IsDemo && j.Target == target, cancellation));

    /// <summary>The points of a job's learning curves, in order.</summary>
    public IReadOnlyList<JobEvent.Evaluated> Curves(string id) =>
        reader.Read<IReadOnlyList<JobEvent.Evaluated>>(c =>
            [.. c.Curves.Where(p => p.JobId == id).OrderBy(p => p.First).Select(p => p.Points).ToList().SelectMany(CurvePoints.FromBytes)]
        );

    /// <summary>The last jobs that succeeded, oldest first; those whose stages cannot be read are left out.</summary>
    public Task<IReadOnlyList<PastJob>> LastAsync(int count, CancellationToken cancellation) =>
        reader.ReadAsync<IReadOnlyList<PastJob>>(async c =>
        {
            var rows = await c
                .Jobs.Where(j => j.State == JobState.Succeeded)
                .OrderByDescending(j => j.Created)
                .Take(count)
                .Select(j => new
                {
                    j.Kind,
                    j.StagesJson,
                    j.RequestJson,
                })
                .ToListAsync(cancellation);
            rows.Reverse();
            return
            [
                .. rows.Where(r => StagesJson.TryRead(r.StagesJson) is not null)
                    .Select(r => new PastJob(r.Kind, r.RequestJson, StagesJson.Read(r.StagesJson))),
            ];
        });

    /// <summary>
    /// At the server's start: jobs that were running go back to the queue, in a new epoch; paused ones stay paused. Where the server died
    /// with them, that counts like a death of their worker: one that got no further since it was handed out, and under which
    /// <paramref name="mostDeaths"/> ended in a row, has failed.
    /// </summary>
    /// <param name="mostDeaths">Deaths in a row without progress with which a job fails.</param>
    /// <param name="endedCleanly">
    /// The earlier server was stopped: a job that is still running in the database is one that a full disk kept from being put back.
    /// </param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<RecoveredJobs> RecoverAsync(int mostDeaths, bool endedCleanly, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var failed = new List<StoredJob>();
                foreach (var job in await c.Jobs.Where(j => j.State == JobState.Running).ToListAsync(cancellation))
                {
                    job.CrashesInARow = (job.Furthest > job.FurthestBefore ? 0 : job.CrashesInARow) + (endedCleanly ? 0 : 1);
                    job.Epoch++;
                    if (job.CrashesInARow < mostDeaths)
                        job.State = JobState.Queued;
                    else
                    {
                        End(job, JobState.Failed, DeathsInARow(job.CrashesInARow));
                        failed.Add(job);
                    }
                }
                await c.SaveChangesAsync(cancellation);
                var open = await c
                    .Jobs.AsNoTracking()
                    .Where(j => s_open.Contains(j.State))
                    .OrderBy(j => j.Created)
                    .ThenBy(j => j.Id)
                    .ToListAsync(cancellation);
                return new RecoveredJobs(open, failed);
            },
            cancellation
        );

    /// <summary>Notes how far a job got that a next attempt need not do again; false for a stale epoch.</summary>
    public Task<bool> TryNoteFurthestAsync(string id, int epoch, double furthest, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Process,
            async c =>
                await c
                    .Jobs.Where(j => j.Id == id && j.Epoch == epoch && j.Furthest < furthest && s_held.Contains(j.State))
                    .ExecuteUpdateAsync(u => u.SetProperty(j => j.Furthest, furthest), cancellation) > 0,
            cancellation
        );

    /// <summary>
    /// Sets a job aside that this version of the program cannot take up, with its result and links; they are kept in the table
    /// <c>SetAside</c>.
    /// </summary>
    public Task SetAsideAsync(string id, string reason, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var row = await c.Database.SqlQuery<long>($"SELECT rowid AS Value FROM Jobs WHERE Id = {id}").ToListAsync(cancellation);
                foreach (var one in row)
                    SetAsideRows.Take((SqliteConnection)c.Database.GetDbConnection(), "Jobs", one, reason, time.GetUtcNow());
            },
            cancellation
        );

    /// <summary>Hands a queued job out; null when it is no longer to be had.</summary>
    /// <param name="id">The job.</param>
    /// <param name="epoch">Its epoch.</param>
    /// <param name="start">What is noted of the attempt.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<StoredJob?> TryStartAsync(string id, int epoch, AttemptStart start, CancellationToken cancellation) =>
        ChangeAsync(
            Durability.Process,
            id,
            epoch,
            [JobState.Queued],
            job =>
            {
                job.State = JobState.Running;
                job.Attempt++;
                if (job.CodeVersion != start.CodeVersion)
                    job.Furthest = 0; // its checkpoints are of other code and are not used
                job.FurthestBefore = job.Furthest;
                job.Started ??= NowAfter(job.Created);
                job.CodeVersion = start.CodeVersion;
                job.Note = start.Note;
                // Counted once: a result must not depend on what was tried while the job waited to go on.
                job.EarlierTrials ??= start.EarlierTrials;
                if (job.RequestHash.Length == 0)
                    job.RequestHash = start.TrialHash ?? "";
            },
            cancellation
        );

    /// <summary>
    /// Takes a running job from its worker and queues it again in a new epoch; null when it was not this epoch's to take.
    /// </summary>
    public Task<StoredJob?> TryRequeueAsync(string id, int epoch, int crashesInARow, CancellationToken cancellation) =>
        ChangeAsync(
            Durability.Process,
            id,
            epoch,
            [JobState.Running],
            job =>
            {
                job.State = JobState.Queued;
                job.Epoch++;
                job.CrashesInARow = crashesInARow;
            },
            cancellation
        );

    /// <summary>
    /// Pauses a queued or running job; null when there is none or it neither waits nor runs. The epoch stays: its worker may still
    /// report what it did until its checkpoint, or that it has just finished.
    /// </summary>
    public Task<StoredJob?> TryPauseAsync(string id, CancellationToken cancellation) =>
        ChangeAsync(Durability.Disk, id, null, [JobState.Queued, JobState.Running], job => job.State = JobState.Paused, cancellation);

    /// <summary>Queues a paused job again in a new epoch; null when it is not paused.</summary>
    public Task<StoredJob?> TryResumeAsync(string id, CancellationToken cancellation) =>
        ChangeAsync(
            Durability.Disk,
            id,
            null,
            [JobState.Paused],
            job =>
            {
                job.State = JobState.Queued;
                job.Epoch++;
            },
            cancellation
        );

    /// <summary>Sets the priority of a job that has not ended; null when there is none.</summary>
    public Task<StoredJob?> TrySetPriorityAsync(string id, int priority, CancellationToken cancellation) =>
        ChangeAsync(Durability.Disk, id, null, s_open, job => job.Priority = priority, cancellation);

    /// <summary>Sets the priorities of jobs that have not ended, all or none; returns them as they are then.</summary>
    public Task<IReadOnlyList<StoredJob>> SetPrioritiesAsync(IReadOnlyDictionary<string, int> priorities, CancellationToken cancellation) =>
        writer.WriteAsync<IReadOnlyList<StoredJob>>(
            Durability.Disk,
            async c =>
            {
                var ids = priorities.Keys.ToList();
                var jobs = await c.Jobs.Where(j => ids.Contains(j.Id) && s_open.Contains(j.State)).ToListAsync(cancellation);
                foreach (var job in jobs)
                    job.Priority = priorities[job.Id];
                return jobs;
            },
            cancellation
        );

    /// <summary>Stops a job for good; null when there is none or it has ended.</summary>
    public Task<StoredJob?> TryCancelAsync(string id, string reason, JobEnding? ending, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var job = await c.Jobs.FirstOrDefaultAsync(j => j.Id == id && s_open.Contains(j.State), cancellation);
                if (job is null)
                    return null;
                End(job, JobState.Cancelled, reason);
                job.Epoch++;
                await LeaveAsync(c, job, ending, cancellation);
                return job;
            },
            cancellation
        );

    /// <summary>Ends a job with a reason; false for a stale epoch.</summary>
    public Task<bool> TryFailAsync(string id, int epoch, string reason, JobEnding ending, CancellationToken cancellation) =>
        EndAsync(id, epoch, ending, (_, job) => End(job, JobState.Failed, reason), cancellation);

    /// <summary>Stores the result and ends the job, both or neither; false for a stale epoch.</summary>
    public async Task<bool> TrySucceedAsync(string id, int epoch, JobOutcome outcome, JobEnding ending, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        using var held = await gate.HoldAsync(cancellation);
        var blobHash = blobs.Write(outcome.Content);
        return await EndAsync(
            id,
            epoch,
            ending,
            (c, job) =>
            {
                End(job, JobState.Succeeded, null);
                job.Device = outcome.Figures.Device;
                job.IsSynthetic = outcome.Figures.IsSynthetic;
                return KeepAsync(c, job, outcome.Figures, blobHash, time.GetUtcNow(), cancellation);
            },
            cancellation
        );
    }

    /// <summary>
    /// Stores what a cancelled job's worker had when it stopped; false when the job was not cancelled in the epoch after the worker's.
    /// </summary>
    public async Task<bool> TryKeepPartialAsync(string id, int epoch, JobOutcome outcome, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        using var held = await gate.HoldAsync(cancellation);
        var blobHash = blobs.Write(outcome.Content);
        return await writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var job = await c.Jobs.FirstOrDefaultAsync(
                    j => j.Id == id && j.Epoch == epoch + 1 && j.State == JobState.Cancelled,
                    cancellation
                );
                if (job is null || await c.Results.AnyAsync(r => r.JobId == id, cancellation))
                    return false;
                await KeepAsync(c, job, outcome.Figures, blobHash, time.GetUtcNow(), cancellation);
                return true;
            },
            cancellation
        );
    }

    /// <summary>Stores points that follow those stored before; false for a stale epoch.</summary>
    public Task<bool> TryAppendCurvesAsync(
        string id,
        int epoch,
        int first,
        IReadOnlyList<JobEvent.Evaluated> points,
        CancellationToken cancellation
    ) =>
        writer.WriteAsync(
            Durability.Process,
            async c =>
            {
                if (!await c.Jobs.AnyAsync(j => j.Id == id && j.Epoch == epoch && s_held.Contains(j.State), cancellation))
                    return false;
                c.Curves.Add(
                    new StoredCurves
                    {
                        JobId = id,
                        First = first,
                        Points = CurvePoints.ToBytes(points),
                    }
                );
                return true;
            },
            cancellation
        );

    private Task<bool> EndAsync(
        string id,
        int epoch,
        JobEnding ending,
        Action<SimulatorContext, StoredJob> end,
        CancellationToken cancellation
    ) =>
        EndAsync(
            id,
            epoch,
            ending,
            (c, job) =>
            {
                end(c, job);
                return Task.CompletedTask;
            },
            cancellation
        );

    private Task<bool> EndAsync(
        string id,
        int epoch,
        JobEnding ending,
        Func<SimulatorContext, StoredJob, Task> end,
        CancellationToken cancellation
    ) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var job = await c.Jobs.FirstOrDefaultAsync(j => j.Id == id && j.Epoch == epoch && s_held.Contains(j.State), cancellation);
                if (job is null)
                    return false;
                await end(c, job);
                await LeaveAsync(c, job, ending, cancellation);
                return true;
            },
            cancellation
        );

    /// <summary>Adds the row of a job's result and its trials.</summary>
    internal static async Task KeepAsync(
        SimulatorContext context,
        StoredJob job,
        JobFigures figures,
        string blobHash,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        context.Results.Add(
            new StoredResult
            {
                JobId = job.Id,
                BlobHash = blobHash,
                ResultHash = figures.ResultHash,
                ReturnFraction = Defined(figures.ReturnFraction),
                BenchmarkReturnFraction = Defined(figures.BenchmarkReturnFraction),
                Sharpe = Defined(figures.Sharpe),
                FigureKey = figures.FigureKey,
                Figure = Defined(figures.Figure),
                Runs = figures.Runs,
                Sentence = figures.Sentence,
                Device = figures.Device,
                CodeVersion = figures.CodeVersion,
                Stored = now,
            }
        );
        if (figures.Trials > 0 && job.RequestHash.Length > 0)
            await TrialTable.RecordAsync(
                context,
                new NewTrial(job.Target, job.RequestHash, job.Kind, figures.Trials, figures.BarsHash),
                now,
                cancellation
            );
    }

    /// <summary>NaN is undefined, which a database says with NULL.</summary>
    private static double? Defined(double value) => double.IsFinite(value) ? value : null;

    private static async Task LeaveAsync(SimulatorContext context, StoredJob job, JobEnding? ending, CancellationToken cancellation)
    {
        if (ending is null)
            return;
        job.StagesJson = StagesJson.Write(ending.Stages);
        await context.Curves.Where(p => p.JobId == job.Id).ExecuteDeleteAsync(cancellation);
        if (ending.Curves.Count > 0)
            context.Curves.Add(
                new StoredCurves
                {
                    JobId = job.Id,
                    First = 0,
                    Points = CurvePoints.ToBytes(ending.Curves),
                }
            );
    }

    private Task<StoredJob?> ChangeAsync(
        Durability durability,
        string id,
        int? epoch,
        JobState[] from,
        Action<StoredJob> change,
        CancellationToken cancellation
    ) =>
        writer.WriteAsync(
            durability,
            async c =>
            {
                var job = await c.Jobs.FirstOrDefaultAsync(
                    j => j.Id == id && (epoch == null || j.Epoch == epoch) && from.Contains(j.State),
                    cancellation
                );
                if (job is not null)
                    change(job);
                return job;
            },
            cancellation
        );

    private static string DeathsInARow(int deaths) =>
        FormattableString.Invariant(
            $"the server or its worker died {deaths} times in a row while this ran, without progress; it may need more memory than there is"
        );

    private void End(StoredJob job, JobState state, string? reason)
    {
        job.State = state;
        job.Reason = reason;
        job.Ended = NowAfter(job.Started ?? job.Created);
    }

    // A clock that was put back makes no span of time negative.
    private DateTimeOffset NowAfter(DateTimeOffset earlier) => time.GetUtcNow() is var now && now > earlier ? now : earlier;
}

/// <summary>What the server finds at its start.</summary>
/// <param name="Open">Jobs that have not ended, oldest first.</param>
/// <param name="Failed">Jobs that it died with too often and that have failed now.</param>
public sealed record RecoveredJobs(IReadOnlyList<StoredJob> Open, IReadOnlyList<StoredJob> Failed);

/// <summary>A job that succeeded: what was asked, and how long its stages took.</summary>
public sealed record PastJob(string Kind, string RequestJson, IReadOnlyList<StageProgress> Stages);

/// <summary>What a job leaves behind beside its result.</summary>
public sealed record JobEnding(IReadOnlyList<StageProgress> Stages, IReadOnlyList<JobEvent.Evaluated> Curves);

/// <summary>What is noted of an attempt when it starts.</summary>
/// <param name="CodeVersion">The code that it runs with.</param>
/// <param name="EarlierTrials">Trials of the target besides the job's own, as they are now.</param>
/// <param name="Note">What is worth knowing of the job's way, in a sentence; null as a rule.</param>
/// <param name="TrialHash">The request's, for a row that has none yet.</param>
public sealed record AttemptStart(string CodeVersion, int EarlierTrials, string? Note = null, string? TrialHash = null);
