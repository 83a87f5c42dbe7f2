using System.Text.Json;
using Simulator.Jobs;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>One worker on one job, from its start to its end.</summary>
internal sealed partial class JobAttempt(
    LiveJob job,
    StoredJob row,
    SimulatorStore store,
    IWorkerLauncher launcher,
    JobOptions options,
    TimeProvider time,
    ILogger logger
)
{
    private static readonly TimeSpan s_lastLines = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_noteInterval = TimeSpan.FromMilliseconds(100);
    private readonly int _epoch = row.Epoch;
    private readonly AttemptLog _log = new(store.Logs, job.Id, time);
    private double _noted = row.Furthest;
    private long _notedAt;

    /// <summary>Runs to the worker's end; <paramref name="stopping"/> asks it to stop and leaves its checkpoints.</summary>
    public async Task<AttemptEnd> RunAsync(CancellationToken stopping)
    {
        var (order, refusal) = Order();
        if (order is null)
            return new AttemptEnd.Failed(refusal!);
        var (cancelled, pausing) = (job.Cancelled, job.Pausing);
        await using var worker = await launcher.StartAsync(order, JobOptions.NicenessOf(job.Share), stopping);
        LogStarted(logger, job.Id, _epoch, worker.ProcessId);
        _log.Server(FormattableString.Invariant($"worker {worker.ProcessId} started, attempt {row.Attempt}, device {row.Device}"));
        using var silent = new CancellationTokenSource();
        var errors = HearErrorsAsync(worker, silent.Token);
        using var whenServerStops = stopping.Register(() => _ = StopAsync(worker, null, options.StopGrace));
        using var whenCancelled = cancelled.Register(() => _ = StopAsync(worker, WorkerStop.Cancel, options.CancelGraceOf(job.Share)));
        using var whenPaused = pausing.Register(() => _ = StopAsync(worker, WorkerStop.Pause, options.PauseGrace));
        using var storing = new CancellationTokenSource();
        var curves = StoreCurvesAsync(storing.Token);
        var watch = new WorkerWatch(worker, options, time, job.Uses);
        var watching = watch.RunAsync(storing.Token);
        AttemptEnd? end;
        try
        {
            end = await ListenAsync(worker, watch);
        }
        finally
        {
            await storing.CancelAsync();
            await Task.WhenAll(curves, watching);
            await TryNoteFurthestAsync(isLast: true);
            job.Uses(null);
        }
        if (end is not null)
        {
            // It has said its last; it gets a moment to go by itself.
            _ = StopAsync(worker, null, options.StopGrace);
        }
        var exit = await worker.WaitForExitAsync();
        silent.CancelAfter(s_lastLines);
        await errors;
        TellExit(exit);
        var asked = stopping.IsCancellationRequested || cancelled.IsCancellationRequested || pausing.IsCancellationRequested;
        return end ?? watch.Verdict ?? (asked ? new AttemptEnd.Stopped() : new AttemptEnd.Crashed(exit));
    }

    /// <summary>Reads what the worker says until it says how it ended, or ends without a word (null).</summary>
    private async Task<AttemptEnd?> ListenAsync(IWorkerProcess worker, WorkerWatch watch)
    {
        while (await worker.ReadLineAsync() is { } line)
        {
            watch.Heard();
            switch (Parse(line))
            {
                case { } message when message.Epoch != _epoch:
                    LogStale(logger, job.Id, message.Epoch, _epoch);
                    break;
                case WorkerMessage.Happened happened:
                    _log.Hear(happened.Event);
                    if (job.TryApply(happened.Epoch, happened.Event) && happened.Event is JobEvent.CheckpointSaved or JobEvent.Completed)
                        await TryNoteFurthestAsync();
                    break;
                case WorkerMessage.Finished finished:
                    return new AttemptEnd.Finished(finished.ToOutcome());
                case WorkerMessage.Failed { MayPass: true } refused:
                    return new AttemptEnd.Waits(refused.Reason);
                case WorkerMessage.Failed failed:
                    return new AttemptEnd.Failed(failed.Reason);
            }
        }
        return null;
    }

    // Something that the worker started may hold its standard error open; then what it said so far does.
    private async Task HearErrorsAsync(IWorkerProcess worker, CancellationToken silent)
    {
        try
        {
            while (await worker.ReadErrorAsync(silent) is { } line)
                _log.Worker(line, isWarning: true);
        }
        catch (OperationCanceledException) when (silent.IsCancellationRequested)
        {
            // It has ended.
        }
    }

    private void TellExit(WorkerExit exit)
    {
        if (exit.Code is 0 or Worker.Stopped)
            _log.Server("the worker has ended");
        else
            _log.Server($"the worker: {exit}", isWarning: true);
    }

    private WorkerMessage? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkerMessage>(line, JobJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // Native libraries print to standard output as they please.
            LogNoMessage(logger, job.Id, line.Length <= 200 ? line : line[..200]);
            _log.Worker(line);
            return null;
        }
    }

    private (WorkOrder? Order, string? Refusal) Order()
    {
        if (job.Request is not { } request)
            return (
                null,
                "this version of the program does not accept the saved request; open it in the editor to see why, and submit it again"
            );
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var submitted = SeriesHashes.Read(row.SeriesJson);
        foreach (var symbol in request.Data.Symbols())
        {
            // What the name stood for at the submission: an import since then is no part of this job.
            var path = submitted.TryGetValue(symbol, out var hash) ? store.Series.PathOf(hash) : store.Series.BlobPath(symbol);
            if (path is null)
                return (null, $"series '{symbol}' is not in the store; import it, then submit the job again");
            paths[symbol] = path;
        }
        return (
            new WorkOrder(
                job.Id,
                row.Kind,
                _epoch,
                row.RequestJson,
                paths,
                store.Folder.Root,
                row.Device,
                row.EarlierTrials ?? 0,
                options.ThreadsOf(job.Share)
            ),
            null
        );
    }

    private async Task StoreCurvesAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(options.CurveInterval, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryStoreCurvesAsync();
        }
    }

    // Points that are not stored now are stored with the next ones, at the latest with the job's end.
    private async Task TryStoreCurvesAsync()
    {
        var (first, points) = job.UnstoredCurves();
        if (points.Count == 0)
            return;
        try
        {
            if (await store.Jobs.TryAppendCurvesAsync(job.Id, _epoch, first, points, CancellationToken.None))
                job.CurvesStored(first, points.Count);
        }
        catch (StoreException e)
        {
            LogCurvesWait(logger, e, job.Id);
        }
    }

    // Noted at once, so that it counts when the server dies next; a stream of checkpoints is noted ten times a second.
    private async Task TryNoteFurthestAsync(bool isLast = false)
    {
        var furthest = job.Furthest;
        if (furthest <= _noted || (!isLast && _notedAt != 0 && time.GetElapsedTime(_notedAt) < s_noteInterval))
            return;
        try
        {
            await store.Jobs.TryNoteFurthestAsync(job.Id, _epoch, furthest, CancellationToken.None);
            (_noted, _notedAt) = (furthest, time.GetTimestamp());
        }
        catch (StoreException e)
        {
            LogProgressNotNoted(logger, e, job.Id);
        }
    }

    private async Task StopAsync(IWorkerProcess worker, string? word, TimeSpan grace)
    {
        if (word is null)
            worker.CloseInput();
        else
            await worker.SendAsync(word);
        var exit = worker.WaitForExitAsync();
        if (await Task.WhenAny(exit, Task.Delay(grace, time)) == exit)
            return;
        LogKilled(logger, job.Id, worker.ProcessId);
        _log.Server(FormattableString.Invariant($"worker {worker.ProcessId} did not stop in time and is killed"), isWarning: true);
        worker.Kill();
    }
}

/// <summary>How an attempt ended. A closed set.</summary>
internal abstract record AttemptEnd
{
    /// <summary>With a result, or what it had when it was cancelled.</summary>
    public sealed record Finished(JobOutcome Outcome) : AttemptEnd;

    /// <summary>With a reason for which another attempt would not help.</summary>
    public sealed record Failed(string Reason) : AttemptEnd;

    /// <summary>The disk was full or gone; another attempt helps once that is mended.</summary>
    public sealed record Waits(string Reason) : AttemptEnd;

    /// <summary>The worker died.</summary>
    public sealed record Crashed(WorkerExit Exit) : AttemptEnd;

    /// <summary>It was asked to stop: cancelled, paused, or the server stops.</summary>
    public sealed record Stopped : AttemptEnd;
}
