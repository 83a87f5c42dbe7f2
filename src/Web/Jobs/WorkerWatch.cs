using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// Watches one worker: its memory, how long it runs, and how long it says nothing. Beyond a limit the worker is ended, and
/// <see cref="Verdict"/> says why.
/// </summary>
internal sealed class WorkerWatch(IWorkerProcess worker, JobOptions options, TimeProvider time, Action<WorkerUse?> uses)
{
    private readonly long _started = time.GetTimestamp();
    private long _heard = time.GetTimestamp();
    private (long At, TimeSpan Taken)? _last;
    private Task<GpuUse?>? _asking;
    private GpuUse? _gpu;

    /// <summary>How the attempt ends because of a limit; null while none is reached.</summary>
    public AttemptEnd? Verdict { get; private set; }

    /// <summary>The worker said something.</summary>
    public void Heard() => Volatile.Write(ref _heard, time.GetTimestamp());

    /// <summary>Watches until <paramref name="ended"/> is set or a limit is reached.</summary>
    public async Task RunAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            Look();
            await Task.Delay(options.WatchInterval, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested || Judge() is not { } verdict)
                continue;
            Verdict = verdict;
            worker.Kill();
            return;
        }
    }

    private void Look()
    {
        LookAtGpu();
        if (worker.ProcessorTime is not { } taken || worker.MemoryBytes is not { } memory)
            return;
        var now = time.GetTimestamp();
        if (_last is { } last && time.GetElapsedTime(last.At, now) is { Ticks: > 0 } between)
            uses(new WorkerUse(Math.Round((taken - last.Taken) / between, 1), memory, _gpu));
        _last = (now, taken);
    }

    // The card may take its time to answer; the watch never waits for it.
    private void LookAtGpu()
    {
        if (_asking is { IsCompleted: false })
            return;
        if (_asking is { IsCompletedSuccessfully: true } answered)
            _gpu = answered.Result;
        _asking = worker.GpuAsync();
        if (_asking is { IsCompletedSuccessfully: true } at)
            _gpu = at.Result;
    }

    private AttemptEnd? Judge() =>
        worker.MemoryBytes is { } bytes && bytes > options.WorkerMemoryBytes
            ? new AttemptEnd.Failed(
                FormattableString.Invariant(
                    $"the worker used {bytes >> 20:N0} MiB of memory; the limit is {options.WorkerMemoryBytes >> 20:N0} MiB. "
                ) + "Use fewer bars, series or features, or raise Jobs:WorkerMemoryMiB"
            )
        : options.LongestAttempt > TimeSpan.Zero && time.GetElapsedTime(_started) > options.LongestAttempt
            ? new AttemptEnd.Failed(
                $"the worker ran for {Words(options.LongestAttempt)}, the limit. Ask for less work, or raise Jobs:LongestAttempt"
            )
        : options.LongestSilence > TimeSpan.Zero && time.GetElapsedTime(Volatile.Read(ref _heard)) > options.LongestSilence
            ? new AttemptEnd.Crashed(
                new WorkerExit(
                    137,
                    $"no sign of progress for {Words(options.LongestSilence)}, so the server ended it (Jobs:LongestSilence)"
                )
                {
                    IsEndedByServer = true,
                }
            )
        : null;

    private static string Words(TimeSpan span) =>
        span.TotalMinutes < 1 ? FormattableString.Invariant($"{span.TotalSeconds:0.#} s")
        : span.TotalHours < 2 ? FormattableString.Invariant($"{span.TotalMinutes:0} min")
        : span.TotalDays < 2 ? FormattableString.Invariant($"{span.TotalHours:0} h")
        : FormattableString.Invariant($"{span.TotalDays:0} days");
}
