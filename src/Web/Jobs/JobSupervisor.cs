using Simulator.Artifacts;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// Hands queued jobs to workers, a bounded number at a time and searches within their share of it, and sees each to its end: stored result,
/// failure with a reason, or back into the queue when the worker died. A job left running by a server that was killed is taken up at the
/// start.
/// </summary>
public sealed partial class JobSupervisor(
    JobRegistry registry,
    SimulatorStore store,
    IWorkerLauncher launcher,
    JobOptions options,
    JobTelemetry telemetry,
    EarlierServer earlier,
    TimeProvider time,
    ILogger<JobSupervisor> logger
) : BackgroundService
{
    private static readonly TimeSpan s_restAfterStart = TimeSpan.FromSeconds(15);
    private readonly Lock _counting = new();
    private readonly Dictionary<JobShare, int> _working = Enum.GetValues<JobShare>().ToDictionary(s => s, _ => 0);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await registry.RecoverAsync(earlier, cancellationToken);
        earlier.Recovered();
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        _ = PrepareAsync(stoppingToken);
        var (working, summing) = (new List<Task>(), Task.CompletedTask);
        try
        {
            while (true)
            {
                var version = registry.EveryJob.Version;
                working.RemoveAll(t => t.IsCompleted);
                // One at a time, beside whatever runs: it takes a moment, and someone waits for it.
                if (summing.IsCompleted && registry.TakeCancelled() is { } cancelled)
                    working.Add(summing = WorkAsync(cancelled, SumUpAsync, stoppingToken));
                while (registry.TakeNext(HasRoom) is { } job)
                    working.Add(WorkAsync(job, SuperviseAsync, stoppingToken));
                var changed = registry.EveryJob.BeyondAsync(version, stoppingToken);
                await (summing.IsCompleted ? changed : await Task.WhenAny(changed, summing));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what waits is in the store.
        }
        await Task.WhenAll(working);
    }

    // Not at once: after a restart every open tab comes back, and is to have the processors.
    private async Task PrepareAsync(CancellationToken stopping)
    {
        await Task.Delay(s_restAfterStart, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested)
            launcher.Prepare();
    }

    private bool HasRoom(JobShare share)
    {
        lock (_counting)
            return _working.Values.Sum() < options.Slots && (share != JobShare.Search || _working[share] < options.SearchSlots);
    }

    private async Task WorkAsync(LiveJob job, Func<LiveJob, CancellationToken, Task> work, CancellationToken stopping)
    {
        Count(job.Share, 1);
        await Task.Yield();
        try
        {
            await work(job, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; the job is in the store.
        }
        finally
        {
            Count(job.Share, -1);
            job.Release();
            TellCancelled(job);
        }
    }

    // Whoever cancels leaves it to the attempt to tell the end, where one is under way; asked after the attempt is over, so that one of the
    // two always tells it.
    private void TellCancelled(LiveJob job)
    {
        if (!job.Cancelled.IsCancellationRequested)
            return;
        try
        {
            if (store.Jobs.Find(job.Id) is { HasEnded: true } cancelled)
                registry.End(job, cancelled);
        }
        catch (StoreException e)
        {
            LogBroken(logger, e, job.Id);
        }
    }

    private void Note(LiveJob job, JobLogLevel level, string text) => store.Logs.Add(job.Id, level, JobLogSource.Server, text);

    private void Count(JobShare share, int change)
    {
        lock (_counting)
            _working[share] += change;
    }

    private async Task SuperviseAsync(LiveJob job, CancellationToken stopping)
    {
        // The boundary of the job's work: whatever goes wrong with one job is that job's failure and never the supervisor's.
        try
        {
            var row = await StartAsync(job, stopping);
            if (row is not null && job.Begin(row))
                await SettleAsync(job, row, await AttemptAsync(job, row, stopping), stopping);
            job.WaitFor(null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogBroken(logger, e, job.Id);
            await GiveUpAsync(job, e);
        }
    }

    // It was cancelled while it waited: its worker is told to stop as soon as it is there, and reports what the ones before it left.
    private async Task SumUpAsync(LiveJob job, CancellationToken stopping)
    {
        try
        {
            // A worker would make a folder that is gone anew.
            if (
                Directory.Exists(store.Folder.Root)
                && await AttemptAsync(job, job.Row, stopping) is AttemptEnd.Finished { Outcome: var outcome }
            )
                await store.Jobs.TryKeepPartialAsync(job.Id, job.Row.Epoch, outcome, CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The boundary of the job's work, as below: it ends without what was to be summed up.
            LogBroken(logger, e, job.Id);
        }
    }

    // A store that refuses for a moment (a full disk, an import that holds it) must not cost a queued job its place.
    private async Task<StoredJob?> StartAsync(LiveJob job, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                // A worker would make a folder that is gone anew, empty, in the place where a disk may be mounted again.
                if (!Directory.Exists(store.Folder.Root))
                    throw new StoreException($"the data folder {store.Folder.Root} is gone; put it back (is its disk mounted?)");
                return await store.Jobs.TryStartAsync(job.Id, job.Epoch, await NotedAsync(job, stopping), stopping);
            }
            catch (StoreException e)
            {
                LogNotStarted(logger, e, job.Id);
                Note(job, JobLogLevel.Warning, $"the store refuses to start it: {e.Message}");
                job.WaitFor(e.Message.TrimEnd('.'));
                await Task.Delay(options.RetryDelay, time, stopping);
                if (job.Row.State != JobState.Queued || job.Cancelled.IsCancellationRequested)
                    return null;
            }
        }
    }

    private async Task<AttemptStart> NotedAsync(LiveJob job, CancellationToken stopping)
    {
        var (row, hash) = (job.Row, job.Request?.TrialHash);
        var note = row switch
        {
            { Attempt: 0 } => row.Note,
            { CodeVersion: null } =>
                "An earlier version of the program started it, and this version cannot use its checkpoints, so it started again.",
            _ when row.CodeVersion != CodeVersion.Current =>
                "The program has changed since it started, and old checkpoints could give other numbers, so it started again.",
            _ => row.Note,
        };
        var trials = row.EarlierTrials ?? await store.Trials.CountAsync(row.Target, BarsHash(row), hash, stopping);
        return new AttemptStart(CodeVersion.Current, trials, note, hash);
    }

    private string? BarsHash(StoredJob row)
    {
        try
        {
            return store.Series.AsOf(SeriesHashes.Read(row.SeriesJson)).Find(row.Target) is { } bars
                ? Markets.MarketBars.HashOf(bars)
                : null;
        }
        catch (StoreException)
        {
            // The attempt says what is wrong with the series; the name alone does for the count.
            return null;
        }
    }

    private async Task<AttemptEnd> AttemptAsync(LiveJob job, StoredJob row, CancellationToken stopping)
    {
        var attempt = telemetry.Start(row);
        var end = (AttemptEnd)new AttemptEnd.Stopped();
        try
        {
            return end = await new JobAttempt(job, row, store, launcher, options, time, logger).RunAsync(stopping);
        }
        catch (WorkerLaunchException e)
        {
            return end = new AttemptEnd.Failed(e.Message);
        }
        catch (Exception e) when (TroubleOf(e) is { } trouble)
        {
            return end = new AttemptEnd.Waits(trouble);
        }
        finally
        {
            attempt.End(end);
        }
    }

    // What an attempt found is kept until the store takes it; where the server stops before, the next one finds the job unfinished.
    private async Task SettleAsync(LiveJob job, StoredJob row, AttemptEnd end, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await StoreEndAsync(job, row, end, stopping);
                return;
            }
            catch (Exception e) when (TroubleOf(e) is { } trouble)
            {
                LogWaits(logger, job.Id, trouble);
                Note(job, JobLogLevel.Warning, $"waits: {trouble}");
                job.WaitFor(trouble);
                await Task.Delay(options.DiskDelay, time, stopping);
            }
        }
    }

    private static string? TroubleOf(Exception e) =>
        e is StoreException { MayPass: true } ? e.Message.TrimEnd('.') : DiskTrouble.SentenceOf(e);

    private async Task StoreEndAsync(LiveJob job, StoredJob row, AttemptEnd end, CancellationToken stopping)
    {
        switch (end)
        {
            case AttemptEnd.Finished { Outcome: var outcome } when job.Cancelled.IsCancellationRequested:
                await store.Jobs.TryKeepPartialAsync(job.Id, row.Epoch, outcome, CancellationToken.None);
                break;
            case AttemptEnd.Finished { Outcome: var outcome }
                when await store.Jobs.TrySucceedAsync(job.Id, row.Epoch, outcome, job.Ending(), CancellationToken.None):
                LogSucceeded(logger, job.Id, outcome.Figures.ResultHash);
                Note(job, JobLogLevel.Info, $"succeeded, result {outcome.Figures.ResultHash}");
                registry.End(job, store.Jobs.Find(job.Id)!);
                break;
            case AttemptEnd.Failed failed:
                await FailAsync(job, row.Epoch, failed.Reason);
                break;
            case AttemptEnd.Waits waits:
                await WaitForDiskAsync(job, row, waits.Reason, stopping);
                break;
            case AttemptEnd.Crashed crashed:
                await AfterCrashAsync(job, row, crashed.Exit, stopping);
                break;
            case AttemptEnd.Stopped when stopping.IsCancellationRequested:
                await store.Jobs.TryRequeueAsync(job.Id, row.Epoch, job.GotFurther ? 0 : job.CrashesInARow, CancellationToken.None);
                LogLeft(logger, job.Id);
                Note(job, JobLogLevel.Info, "stopped with the server, continues at the next start");
                break;
            case AttemptEnd.Stopped:
                LogStopped(logger, job.Id, job.Row.State);
                break;
        }
    }

    private async Task AfterCrashAsync(LiveJob job, StoredJob row, WorkerExit exit, CancellationToken stopping)
    {
        var crashes = job.GotFurther ? 1 : job.CrashesInARow + 1;
        LogCrashed(logger, job.Id, crashes, exit);
        Note(job, JobLogLevel.Warning, FormattableString.Invariant($"its worker died, {crashes} in a row"));
        if (crashes >= options.CrashesWithoutProgress)
        {
            await FailAsync(
                job,
                row.Epoch,
                FormattableString.Invariant($"the worker died {crashes} times in a row without progress; the last one was {exit}")
            );
            return;
        }
        if (await store.Jobs.TryRequeueAsync(job.Id, row.Epoch, crashes, CancellationToken.None) is not { } requeued)
            return;
        if (job.Requeue(requeued))
            await Task.Delay(options.RetryDelay, time, stopping);
    }

    // The delay ends early where someone cancels or pauses.
    private async Task WaitForDiskAsync(LiveJob job, StoredJob row, string trouble, CancellationToken stopping)
    {
        LogWaits(logger, job.Id, trouble);
        Note(job, JobLogLevel.Warning, $"waits: {trouble}");
        if (await store.Jobs.TryRequeueAsync(job.Id, row.Epoch, job.CrashesInARow, CancellationToken.None) is not { } requeued)
            return;
        job.WaitFor(trouble);
        if (!job.Requeue(requeued))
            return;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, job.Cancelled, job.Pausing);
        await Task.Delay(options.DiskDelay, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task FailAsync(LiveJob job, int epoch, string reason)
    {
        if (!await store.Jobs.TryFailAsync(job.Id, epoch, reason, job.Ending(), CancellationToken.None))
            return;
        LogFailed(logger, job.Id, reason);
        Note(job, JobLogLevel.Error, $"failed: {reason}");
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
