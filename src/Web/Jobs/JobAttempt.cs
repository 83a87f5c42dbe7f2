using System.Text.Json;
using Simulator.Runs;
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
    private readonly int _epoch = row.Epoch;

    /// <summary>Runs to the worker's end; <paramref name="stopping"/> asks it to stop and leaves its checkpoints.</summary>
    public async Task<AttemptEnd> RunAsync(CancellationToken stopping)
    {
        var order = await OrderAsync(stopping);
        if (order.Refusal is { } refusal)
            return new AttemptEnd.Failed(refusal);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, job.Cancelled);
        await using var worker = await launcher.StartAsync(order.Order!, stop.Token);
        LogStarted(logger, job.Id, _epoch, worker.ProcessId);
        using var stopWhenAsked = stop.Token.Register(() => _ = StopAsync(worker));
        using var storing = new CancellationTokenSource();
        var curves = StoreCurvesAsync(storing.Token);
        AttemptEnd? end;
        try
        {
            end = await ListenAsync(worker);
        }
        finally
        {
            await storing.CancelAsync();
            await curves;
        }
        if (end is not null)
        {
            // It has said its last; it gets a moment to go by itself.
            _ = StopAsync(worker);
        }
        var exit = await worker.WaitForExitAsync();
        return end ?? (stop.IsCancellationRequested ? new AttemptEnd.Stopped() : new AttemptEnd.Crashed(exit));
    }

    /// <summary>Reads what the worker says until it says how it ended, or ends without a word (null).</summary>
    private async Task<AttemptEnd?> ListenAsync(IWorkerProcess worker)
    {
        while (await worker.ReadLineAsync() is { } line)
        {
            switch (Parse(line))
            {
                case { } message when message.Epoch != _epoch:
                    LogStale(logger, job.Id, message.Epoch, _epoch);
                    break;
                case WorkerMessage.Happened happened:
                    job.TryApply(happened.Epoch, happened.Event);
                    break;
                case WorkerMessage.Finished finished:
                    return new AttemptEnd.Finished(finished.Result);
                case WorkerMessage.Failed failed:
                    return new AttemptEnd.Failed(failed.Reason);
            }
        }
        return null;
    }

    private WorkerMessage? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkerMessage>(line, PipelineJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // Native libraries print to standard output as they please.
            LogNoMessage(logger, job.Id, line.Length <= 200 ? line : line[..200]);
            return null;
        }
    }

    private async Task<(WorkOrder? Order, string? Refusal)> OrderAsync(CancellationToken cancellation)
    {
        if (job.Spec is not { } spec)
            return (
                null,
                "this version of the program does not accept the spec that was saved; open it in the editor, which shows why, and submit it again"
            );
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var submitted = SeriesHashes.Read(row.SeriesJson);
        foreach (var symbol in spec.Data.Related.Prepend(spec.Data.Target))
        {
            // What the name stood for at the submission: an import since then is no part of this job.
            var path = submitted.TryGetValue(symbol, out var hash) ? store.Series.PathOf(hash) : store.Series.BlobPath(symbol);
            if (path is null)
                return (null, $"series '{symbol}' is not in the store (any more); import it, then submit the simulation again");
            paths[symbol] = path;
        }
        var trials = await store.Simulations.TrialsAsync(spec.Data.Target, cancellation) + 1;
        return (new WorkOrder(job.Id, _epoch, row.SpecJson, paths, store.Folder.Root, row.Device, trials), null);
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

    private async Task StopAsync(IWorkerProcess worker)
    {
        worker.CloseInput();
        var exit = worker.WaitForExitAsync();
        if (await Task.WhenAny(exit, Task.Delay(options.StopGrace, time)) != exit)
        {
            LogKilled(logger, job.Id, worker.ProcessId);
            worker.Kill();
        }
    }
}

/// <summary>How an attempt ended. A closed set.</summary>
internal abstract record AttemptEnd
{
    /// <summary>With a result.</summary>
    public sealed record Finished(SimulationResult Result) : AttemptEnd;

    /// <summary>With a reason for which another attempt would not help.</summary>
    public sealed record Failed(string Reason) : AttemptEnd;

    /// <summary>The worker died.</summary>
    public sealed record Crashed(WorkerExit Exit) : AttemptEnd;

    /// <summary>It was asked to stop: cancelled, or the server stops.</summary>
    public sealed record Stopped : AttemptEnd;
}
