namespace Simulator.Web.Jobs;

/// <summary>
/// A version that grows and can be waited for. A reader remembers the version it saw and waits for a later one: however the two
/// interleave, no change is missed and none is seen twice.
/// </summary>
internal sealed class ChangeSignal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;

    public long Version => Volatile.Read(ref _version);

    public void Raise()
    {
        TaskCompletionSource passed;
        lock (_lock)
        {
            _version++;
            (passed, _next) = (_next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        passed.SetResult();
    }

    /// <summary>Completes when the version is beyond <paramref name="seen"/>.</summary>
    public Task BeyondAsync(long seen, CancellationToken cancellation)
    {
        Task next;
        lock (_lock)
            next = _version > seen ? Task.CompletedTask : _next.Task;
        return next.WaitAsync(cancellation);
    }
}
