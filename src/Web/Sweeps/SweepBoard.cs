using System.Collections.Concurrent;
using System.Security.Cryptography;
using Simulator.Markets;
using Simulator.Robustness.Sweeps;
using Simulator.Store.Simulations;

namespace Simulator.Web.Sweeps;

/// <summary>
/// Runs sweeps in the server, one after the other, whether or not a page looks on. What was found is kept in memory: a restart of the server ends
/// and forgets it.
/// </summary>
public sealed partial class SweepBoard(ISeriesSource series, ISimulationLibrary simulations, ISweepTrials trials, TimeProvider time, IHostApplicationLifetime life, ILogger<SweepBoard> logger) : IDisposable
{
    private const int Kept = 20;

    private readonly ConcurrentDictionary<string, SweepJob> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = [];
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The sweep of an id, or null: never started, or forgotten.</summary>
    public SweepJob? Find(string id) => _jobs.GetValueOrDefault(id);

    /// <summary>Starts a sweep and returns at once.</summary>
    /// <exception cref="ArgumentException">It cannot be run; the message says why.</exception>
    public async Task<SweepJob> StartAsync(SweepRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var plan = request.Plan(series, await simulations.TrialsAsync(request.Spec.Data.Target, cancellation));
        var job = new SweepJob(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), request, plan.Space.GridSize, life.ApplicationStopping);
        _jobs[job.Id] = job;
        _order.Enqueue(job.Id);
        while (_order.Count > Kept && _order.TryDequeue(out var oldest))
            _jobs.TryRemove(oldest, out _);
        _ = Task.Run(() => RunAsync(job, plan), CancellationToken.None);
        return job;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task RunAsync(SweepJob job, SweepPlan plan)
    {
        try
        {
            await _turn.WaitAsync(job.Cancellation);
            try
            {
                job.Begin();
                // A core is left to the pages.
                var result = Sweep.Run(plan with { Threads = Math.Max(1, Environment.ProcessorCount - 1) }, time, job.Report, job.Cancellation);
                await trials.AddAsync(job.Request, result.Completed);
                job.End(result, null);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
            job.End(null, "It was cancelled before its first run.");
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or AggregateException or Store.Database.StoreException)
        {
            LogFailed(e);
            job.End(null, (e as AggregateException)?.InnerException?.Message ?? e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "a sweep failed")]
    private partial void LogFailed(Exception error);
}

/// <summary>A sweep that waits, runs or ended.</summary>
public sealed class SweepJob(string id, SweepRequest request, long planned, CancellationToken stopping)
{
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);

    /// <summary>Raised when something changed, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Its id, in the page's address.</summary>
    public string Id { get; } = id;

    /// <summary>What is swept.</summary>
    public SweepRequest Request { get; } = request;

    /// <summary>Points of the grid.</summary>
    public long Planned { get; } = planned;

    /// <summary>Another sweep has its turn.</summary>
    public bool IsWaiting { get; private set; } = true;

    /// <summary>It ended: with a result, or an error.</summary>
    public bool HasEnded => Result is not null || Error is not null;

    /// <summary>How far it is; null before the first run.</summary>
    public SweepProgress? Progress { get; private set; }

    /// <summary>What was found, in part where it was cancelled.</summary>
    public SweepResult? Result { get; private set; }

    /// <summary>Why it has none.</summary>
    public string? Error { get; private set; }

    internal CancellationToken Cancellation => _cancel.Token;

    /// <summary>Ends it between two runs; what was run is kept.</summary>
    public void Cancel() => _cancel.Cancel();

    internal void Begin()
    {
        IsWaiting = false;
        Changed?.Invoke();
    }

    internal void Report(SweepProgress progress)
    {
        Progress = progress;
        Changed?.Invoke();
    }

    internal void End(SweepResult? result, string? error)
    {
        (Result, Error, IsWaiting) = (result, error, false);
        Changed?.Invoke();
    }
}

/// <summary>Counts a sweep's runs as trials of its target.</summary>
public interface ISweepTrials
{
    /// <summary>Adds them; the same sweep again counts once.</summary>
    Task AddAsync(SweepRequest request, long runs);
}
