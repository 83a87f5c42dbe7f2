using Simulator.Store;
using Simulator.Store.Database;

namespace Simulator.Web.Jobs;

/// <summary>
/// Hands queued jobs to workers, a bounded number at a time, and sees each to its end: stored result, failure with a reason, or back
/// into the queue when the worker died. A job left running by a server that was killed is taken up at the start.
/// </summary>
public sealed partial class JobSupervisor(
    JobRegistry registry,
    SimulatorStore store,
    IWorkerLauncher launcher,
    JobOptions options,
    TimeProvider time,
    ILogger<JobSupervisor> logger
) : BackgroundService
{
    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await registry.RecoverAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Slots).Select(_ => SlotAsync(stoppingToken)));

    private async Task SlotAsync(CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await foreach (var job in registry.Queue.ReadAllAsync(stopping))
                await SuperviseAsync(job, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what waits is in the store.
        }
    }

    private async Task SuperviseAsync(LiveJob job, CancellationToken stopping)
    {
        // The boundary of the job's work: whatever goes wrong with one job is that job's failure and never the supervisor's.
        try
        {
            if (await StartAsync(job, stopping) is not { } row || !job.Begin(row))
                return;
            var end = await AttemptAsync(job, row, stopping);
            await SettleAsync(job, row, end, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogBroken(logger, e, job.Id);
            await GiveUpAsync(job, e);
        }
    }

    // A store that refuses for a moment (a full disk, an import that holds it) must not cost a queued job its place.
    private async Task<StoredJob?> StartAsync(LiveJob job, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await store.Jobs.TryStartAsync(job.Id, job.Epoch, stopping);
            }
            catch (StoreException e)
            {
                LogNotStarted(logger, e, job.Id);
                await Task.Delay(options.RetryDelay, time, stopping);
            }
        }
    }

    private async Task<AttemptEnd> AttemptAsync(LiveJob job, StoredJob row, CancellationToken stopping)
    {
        try
        {
            return await new JobAttempt(job, row, store, launcher, options, time, logger).RunAsync(stopping);
        }
        catch (WorkerLaunchException e)
        {
            return new AttemptEnd.Failed(e.Message);
        }
    }

    private async Task SettleAsync(LiveJob job, StoredJob row, AttemptEnd end, CancellationToken stopping)
    {
        switch (end)
        {
            case AttemptEnd.Finished finished
                when await store.Jobs.TrySucceedAsync(job.Id, row.Epoch, finished.Result, job.Ending(), CancellationToken.None):
                LogSucceeded(logger, job.Id, finished.Result.ResultHash);
                registry.End(job, store.Jobs.Find(job.Id)!);
                break;
            case AttemptEnd.Failed failed:
                await FailAsync(job, row.Epoch, failed.Reason);
                break;
            case AttemptEnd.Crashed crashed:
                await AfterCrashAsync(job, row, crashed.Exit, stopping);
                break;
            case AttemptEnd.Stopped when stopping.IsCancellationRequested:
                await store.Jobs.TryRequeueAsync(job.Id, row.Epoch, job.CrashesInARow, CancellationToken.None);
                LogLeft(logger, job.Id);
                break;
        }
    }

    private async Task AfterCrashAsync(LiveJob job, StoredJob row, WorkerExit exit, CancellationToken stopping)
    {
        var crashes = job.GotFurther ? 1 : job.CrashesInARow + 1;
        LogCrashed(logger, job.Id, crashes, exit);
        if (crashes >= options.CrashesWithoutProgress)
        {
            await FailAsync(
                job,
                row.Epoch,
                FormattableString.Invariant($"the worker died {crashes} times in a row without getting further; the last one was {exit}")
            );
            return;
        }
        if (await store.Jobs.TryRequeueAsync(job.Id, row.Epoch, crashes, CancellationToken.None) is not { } requeued)
            return;
        if (!job.Requeue(requeued))
            return;
        await Task.Delay(options.RetryDelay, time, stopping);
        registry.Enqueue(job);
    }

    private async Task FailAsync(LiveJob job, int epoch, string reason)
    {
        if (!await store.Jobs.TryFailAsync(job.Id, epoch, reason, job.Ending(), CancellationToken.None))
            return;
        LogFailed(logger, job.Id, reason);
        registry.End(job, store.Jobs.Find(job.Id)!);
    }

    private async Task GiveUpAsync(LiveJob job, Exception error)
    {
        try
        {
            await FailAsync(job, job.Epoch, error.Message);
        }
        catch (StoreException e)
        {
            // The store itself refuses: the job stays as it is there, and is taken up at the next start.
            LogBroken(logger, e, job.Id);
        }
    }
}
