using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Searches;

namespace Simulator.Web.Searches;

/// <summary>
/// Runs searches in the server, one after the other, whether or not a page looks on. Each is in the store before anybody is told, so that
/// one
/// that the end of a server took away is begun again by the next: the same request over the same series finds the same.
/// </summary>
public sealed partial class SearchBoard(SimulatorStore store, ISearchTrials trials, TimeProvider time, ILogger<SearchBoard> logger)
    : BackgroundService
{
    /// <summary>Times that a search is begun before it is taken for what ends the server.</summary>
    public const int MostAttempts = 3;

    private readonly ConcurrentDictionary<string, SearchJob> _live = new(StringComparer.Ordinal);
    private readonly Channel<SearchJob> _queue = Channel.CreateUnbounded<SearchJob>();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Raised when a search came, began, ended or was hidden, on any thread.</summary>
    public event Action? Changed;

    /// <summary>A search that waits or is at work, or null.</summary>
    public SearchJob? Live(string id) => _live.GetValueOrDefault(id);

    /// <summary>A search, or null: there was none of that id in this data folder.</summary>
    public async Task<SearchView?> FindAsync(string id, CancellationToken cancellation)
    {
        if (Live(id) is { } job)
            return job.View;
        if (await store.Searches.FindAsync(id, cancellation) is not { } row)
            return null;
        var view = new SearchView(row.Id, row.State, SearchRequest.FromJson(row.RequestJson), row.Created) { Reason = row.Reason };
        try
        {
            return await store.Searches.ContentAsync(row, cancellation) is { } content
                ? view with
                {
                    Findings = SearchFindings.FromBytes(content),
                }
                : view;
        }
        catch (Exception e) when (e is StoreException or JsonException or NotSupportedException)
        {
            LogUnreadable(e, id);
            return view with
            {
                Reason =
                    e is StoreException
                        ? e.Message
                        : "what it found was stored in a form that this version does not know; started again, it finds the same",
            };
        }
    }

    /// <summary>Stores a search and returns; it is begun when those before it have ended.</summary>
    /// <exception cref="ArgumentException">It cannot be run; the message says why.</exception>
    public async Task<SearchJob> SubmitAsync(SearchRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var earlier = await trials.EarlierAsync(request, cancellation);
        request.Method.RunsOf(request.Plan(store.Series, earlier));
        var row = await store.Searches.AddAsync(
            new NewSearch(request.Title, request.Spec.Data, request.Method.Key, request.ToJson(), earlier),
            cancellation
        );
        return Enqueue(row, request);
    }

    /// <summary>Ends a search between two runs; what was done is kept. False where it had ended.</summary>
    public async Task<bool> CancelAsync(string id, CancellationToken cancellation)
    {
        if (Live(id) is not { } job)
            return false;
        job.Cancel();
        if (job.TryTake())
            await EndAsync(job, SearchState.Stopped, null, "it was cancelled before it began");
        return true;
    }

    /// <summary>Hides a search from the list, ended first where it is at work.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        await CancelAsync(id, cancellation);
        await store.Searches.DeleteAsync(id, cancellation);
        Changed?.Invoke();
    }

    /// <summary>Undoes <see cref="DeleteAsync"/>; what was cancelled stays so.</summary>
    public async Task RestoreAsync(string id, CancellationToken cancellation)
    {
        await store.Searches.RestoreAsync(id, cancellation);
        Changed?.Invoke();
    }

    /// <summary>A page of the list, newest first.</summary>
    public Task<SearchPage> ListAsync(int skip, int take, CancellationToken cancellation) =>
        store.Searches.ListAsync(skip, take, cancellation);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await store.Searches.RecoverAsync(MostAttempts, cancellationToken))
            Enqueue(row, SearchRequest.FromJson(row.RequestJson));
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await foreach (var job in _queue.Reader.ReadAllAsync(stoppingToken))
            {
                if (job.TryTake())
                    await RunAsync(job, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what waits is in the store.
        }
    }

    private SearchJob Enqueue(StoredSearch row, SearchRequest? request)
    {
        var job = new SearchJob(row, request, time, _stopping.Token);
        _live[row.Id] = job;
        _queue.Writer.TryWrite(job);
        Changed?.Invoke();
        return job;
    }

    private async Task RunAsync(SearchJob job, CancellationToken stopping)
    {
        // The boundary of the search's work: whatever goes wrong with one is that one's failure and never the board's.
        try
        {
            if (!await store.Searches.TryStartAsync(job.Row.Id, stopping))
                return;
            job.Begin();
            Changed?.Invoke();
            var findings = await Task.Run(() => Run(job), CancellationToken.None);
            if (findings.Stopped && !job.IsCancelled)
                await LeaveAsync(job);
            else
                await KeepAsync(job, findings);
        }
        catch (OperationCanceledException) when (!job.IsCancelled)
        {
            await LeaveAsync(job);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(job, SearchState.Stopped, null, "it was cancelled before anything was done");
        }
        catch (Exception e)
        {
            LogFailed(e, job.Row.Id);
            await EndAsync(job, SearchState.Failed, null, (e as AggregateException)?.InnerException?.Message ?? e.Message);
        }
    }

    private SearchFindings Run(SearchJob job)
    {
        var request =
            job.View.Request
            ?? throw new ArgumentException(
                "this version of the program does not know the form in which it was stored; set it up again and start it"
            );
        var plan = request.Plan(store.Series.AsOf(SeriesHashes.Read(job.Row.SeriesJson)), job.Row.EarlierTrials);
        // A core is left to the pages.
        return request.Method.Run(
            request,
            plan with
            {
                Threads = Math.Max(1, Environment.ProcessorCount - 1),
            },
            time,
            job.Report,
            job.Cancellation
        );
    }

    // The trials first: they are kept under a hash of the request, so that a kill between the two counts nothing twice.
    private async Task KeepAsync(SearchJob job, SearchFindings findings)
    {
        await trials.AddAsync(job.View.Request!, findings.Trials);
        await EndAsync(job, findings.Stopped ? SearchState.Stopped : SearchState.Finished, findings, null);
    }

    private async Task LeaveAsync(SearchJob job)
    {
        await store.Searches.TryLeaveAsync(job.Row.Id, CancellationToken.None);
        LogLeft(job.Row.Id);
    }

    private async Task EndAsync(SearchJob job, SearchState state, SearchFindings? findings, string? reason)
    {
        try
        {
            await store.Searches.TryEndAsync(
                job.Row.Id,
                new SearchEnding(state)
                {
                    Reason = reason,
                    Content = findings?.ToBytes(),
                    Runs = findings?.Runs ?? 0,
                    FigureKey = findings?.FigureKey,
                    Figure = findings?.Figure ?? double.NaN,
                    Sentence = findings?.Sentence,
                },
                CancellationToken.None
            );
        }
        catch (StoreException e)
        {
            // It stays as it is in the store, and the next start begins it again.
            LogNotKept(e, job.Row.Id);
            (state, reason) = (SearchState.Failed, e.Message);
        }
        _live.TryRemove(job.Row.Id, out _);
        job.End(state, findings, reason);
        Changed?.Invoke();
    }
}
