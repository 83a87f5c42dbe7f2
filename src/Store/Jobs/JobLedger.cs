using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Simulator.Runs;
using Simulator.Stages;
using Simulator.Store.Database;
using Simulator.Store.Simulations;

namespace Simulator.Store.Jobs;

/// <summary>
/// What is known of every job, on disk. A change of state names the epoch that it was made in; one from an older epoch changes
/// nothing and answers false. So a worker that was given up, or a server that was thought dead, cannot overwrite its successor.
/// </summary>
public sealed class JobLedger(StoreReader reader, StoreWriter writer, BlobFolder blobs, TimeProvider time)
{
    /// <summary>Adds a queued job with what its series are now; it is on disk when this returns.</summary>
    public async Task<StoredJob> AddAsync(SimulationSpec spec, string device, bool isDemo, CancellationToken cancellation)
    {
        var job = new StoredJob
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Name = spec.DisplayName,
            Target = spec.Data.Target,
            Strategy = StrategyKind.Of(spec.Strategy),
            State = JobState.Queued,
            Epoch = 1,
            SpecJson = SpecJson.Write(spec),
            SpecHash = SpecJson.Hash(spec),
            Device = device,
            IsDemo = isDemo,
            StagesJson = StagesJson.Write(StagesJson.Planned(spec)),
            Created = time.GetUtcNow(),
        };
        await writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                (job.SeriesJson, job.IsSynthetic) = await SeriesHashes.OfAsync(c, spec.Data, cancellation);
                c.Jobs.Add(job);
            },
            cancellation
        );
        return job;
    }

    /// <summary>A job, or null.</summary>
    public StoredJob? Find(string id) => reader.Read(c => c.Jobs.FirstOrDefault(j => j.Id == id));

    /// <summary>Whether the demo job of the first start was ever queued.</summary>
    public Task<bool> HasDemoAsync(CancellationToken cancellation) => reader.ReadAsync(c => c.Jobs.AnyAsync(j => j.IsDemo, cancellation));

    /// <summary>The points of a job's learning curves, in order.</summary>
    public IReadOnlyList<StageEvent.Evaluated> Curves(string id) =>
        reader.Read<IReadOnlyList<StageEvent.Evaluated>>(c =>
            [.. c.Curves.Where(p => p.JobId == id).OrderBy(p => p.First).Select(p => p.Points).ToList().SelectMany(CurvePoints.FromBytes)]
        );

    /// <summary>
    /// At the server's start: jobs that were running go back to the queue, in a new epoch. Returns all that wait, oldest first.
    /// </summary>
    public Task<IReadOnlyList<StoredJob>> RecoverAsync(CancellationToken cancellation) =>
        writer.WriteAsync<IReadOnlyList<StoredJob>>(
            Durability.Disk,
            async c =>
            {
                await c
                    .Jobs.Where(j => j.State == JobState.Running)
                    .ExecuteUpdateAsync(
                        u => u.SetProperty(j => j.State, JobState.Queued).SetProperty(j => j.Epoch, j => j.Epoch + 1),
                        cancellation
                    );
                return await c
                    .Jobs.AsNoTracking()
                    .Where(j => j.State == JobState.Queued)
                    .OrderBy(j => j.Created)
                    .ThenBy(j => j.Id)
                    .ToListAsync(cancellation);
            },
            cancellation
        );

    /// <summary>Hands a queued job out; null when it is no longer to be had.</summary>
    public Task<StoredJob?> TryStartAsync(string id, int epoch, CancellationToken cancellation) =>
        ChangeAsync(
            Durability.Process,
            id,
            epoch,
            JobState.Queued,
            job =>
            {
                job.State = JobState.Running;
                job.Attempt++;
                job.Started ??= time.GetUtcNow();
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
            JobState.Running,
            job =>
            {
                job.State = JobState.Queued;
                job.Epoch++;
                job.CrashesInARow = crashesInARow;
            },
            cancellation
        );

    /// <summary>Stops a queued or running job for good; null when there is none or it has ended.</summary>
    public Task<StoredJob?> TryCancelAsync(string id, string reason, JobEnding? ending, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var job = await c.Jobs.FirstOrDefaultAsync(
                    j => j.Id == id && (j.State == JobState.Queued || j.State == JobState.Running),
                    cancellation
                );
                if (job is null)
                    return null;
                End(job, JobState.Cancelled, reason);
                job.Epoch++;
                await LeaveAsync(c, job, ending, cancellation);
                return job;
            },
            cancellation
        );

    /// <summary>Ends a running job with a reason; false for a stale epoch.</summary>
    public Task<bool> TryFailAsync(string id, int epoch, string reason, JobEnding ending, CancellationToken cancellation) =>
        EndAsync(id, epoch, ending, (_, job) => End(job, JobState.Failed, reason), cancellation);

    /// <summary>Stores the result and ends the job, both or neither; false for a stale epoch.</summary>
    public async Task<bool> TrySucceedAsync(string id, int epoch, SimulationResult result, JobEnding ending, CancellationToken cancellation)
    {
        var blobHash = blobs.Write(ResultJson.Write(result));
        return await EndAsync(
            id,
            epoch,
            ending,
            (c, job) =>
            {
                End(job, JobState.Succeeded, null);
                job.Device = result.Device;
                job.IsSynthetic = result.Report.Honesty.SyntheticData;
                c.Results.Add(ResultFigures.RowOf(id, result, blobHash, time.GetUtcNow()));
            },
            cancellation
        );
    }

    /// <summary>Stores points that follow those stored before; false for a stale epoch.</summary>
    public Task<bool> TryAppendCurvesAsync(
        string id,
        int epoch,
        int first,
        IReadOnlyList<StageEvent.Evaluated> points,
        CancellationToken cancellation
    ) =>
        writer.WriteAsync(
            Durability.Process,
            async c =>
            {
                if (!await c.Jobs.AnyAsync(j => j.Id == id && j.Epoch == epoch && j.State == JobState.Running, cancellation))
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
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var job = await c.Jobs.FirstOrDefaultAsync(
                    j => j.Id == id && j.Epoch == epoch && j.State == JobState.Running,
                    cancellation
                );
                if (job is null)
                    return false;
                end(c, job);
                await LeaveAsync(c, job, ending, cancellation);
                return true;
            },
            cancellation
        );

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
        int epoch,
        JobState from,
        Action<StoredJob> change,
        CancellationToken cancellation
    ) =>
        writer.WriteAsync(
            durability,
            async c =>
            {
                var job = await c.Jobs.FirstOrDefaultAsync(j => j.Id == id && j.Epoch == epoch && j.State == from, cancellation);
                if (job is not null)
                    change(job);
                return job;
            },
            cancellation
        );

    private void End(StoredJob job, JobState state, string? reason)
    {
        job.State = state;
        job.Reason = reason;
        job.Ended = time.GetUtcNow();
    }
}

/// <summary>What a job leaves behind beside its result.</summary>
public sealed record JobEnding(IReadOnlyList<StageProgress> Stages, IReadOnlyList<StageEvent.Evaluated> Curves);
