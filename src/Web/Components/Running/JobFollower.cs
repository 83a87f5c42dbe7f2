using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Running;

/// <summary>Follows one job from its state at the first look to its end.</summary>
public sealed class JobFollower : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();

    /// <summary>The job's current state; null where there is none.</summary>
    public JobSnapshot? Job { get; private set; }

    /// <summary>
    /// Starts to follow; <paramref name="changed"/> is awaited after every later state, <paramref name="failed"/> when following broke off.
    /// False when there is no such job.
    /// </summary>
    public bool Start(IJobs jobs, string id, Func<Task> changed, Func<Exception, Task> failed)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        if (jobs.Watch(id, _leaving.Token) is not { } watch)
            return false;
        Job = watch.Snapshot;
        _ = FollowAsync(watch.Updates, changed, failed, _leaving.Token);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task FollowAsync(
        IAsyncEnumerable<JobSnapshot> updates,
        Func<Task> changed,
        Func<Exception, Task> failed,
        CancellationToken leaving
    )
    {
        try
        {
            await foreach (var snapshot in updates.WithCancellation(leaving))
            {
                Job = snapshot;
                await changed();
            }
        }
        catch (Exception e) when (leaving.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
        catch (Exception e)
        {
            await failed(e);
        }
    }
}
