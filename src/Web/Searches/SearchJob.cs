using Simulator.Store.Database;
using Simulator.Store.Searches;

namespace Simulator.Web.Searches;

/// <summary>A search that waits or is at work in this server.</summary>
public sealed class SearchJob
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _cancel;
    private readonly TimeProvider _time;
    private volatile SearchView _view;
    private long _reported;
    private int _taken;

    internal SearchJob(StoredSearch row, SearchRequest? request, TimeProvider time, CancellationToken stopping)
    {
        (Row, _time, _view) = (row, time, new SearchView(row.Id, SearchState.Queued, request, row.Created));
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    /// <summary>Raised when something changed, on any thread; at most ten times a second while it is at work.</summary>
    public event Action? Changed;

    /// <summary>What is known of it now.</summary>
    public SearchView View => _view;

    internal StoredSearch Row { get; }

    internal CancellationToken Cancellation => _cancel.Token;

    /// <summary>Somebody asked for its end.</summary>
    internal bool IsCancelled { get; private set; }

    /// <summary>Whoever takes it first begins it, or ends it before it was begun.</summary>
    internal bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    internal void Cancel()
    {
        IsCancelled = true;
        _cancel.Cancel();
    }

    internal void Begin() => Show(_view with { State = SearchState.Running });

    internal void Report(SearchProgress progress)
    {
        _view = _view with { Progress = progress };
        if (_time.GetElapsedTime(_reported) < s_interval)
            return;
        _reported = _time.GetTimestamp();
        Changed?.Invoke();
    }

    internal void End(SearchState state, SearchFindings? findings, string? reason) =>
        Show(_view with { State = state, Findings = findings, Reason = reason });

    private void Show(SearchView view)
    {
        _view = view;
        Changed?.Invoke();
    }
}
