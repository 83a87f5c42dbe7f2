namespace TorchSharp;

/// <summary>The scopes of one thread and the counts of its tensors.</summary>
public sealed class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? _ofThread;

    private readonly Stack<DisposeScope> _scopes = [];

    internal static DisposeScopeManager OfThread => _ofThread ??= new DisposeScopeManager();

    /// <summary>The counts of the calling thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => OfThread.Counts;

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope? Current { get; private set; }

    internal static DisposeScope NewDisposeScope()
    {
        var manager = OfThread;
        var scope = new DisposeScope(manager);
        manager._scopes.Push(scope);
        manager.Current = scope;
        return scope;
    }

    internal static void Register(torch.Tensor tensor)
    {
        var manager = OfThread;
        if (manager.Current is { } scope)
        {
            manager.Counts.CreatedInScopeCount++;
            scope.Add(tensor);
        }
        else
        {
            manager.Counts.CreatedOutsideScopeCount++;
        }
    }

    internal void Close(DisposeScope scope)
    {
        if (!_scopes.Contains(scope))
            return;
        while (_scopes.Pop() is var top && !ReferenceEquals(top, scope))
            top.DisposeEverything();
        Current = _scopes.TryPeek(out var next) ? next : null;
    }
}

/// <summary>How many tensors a thread made, disposed, attached to and detached from scopes.</summary>
public sealed class ThreadDisposeScopeStatistics
{
    /// <summary>Tensors made while no scope was open.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>Tensors of no scope that were disposed.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Tensors made inside a scope.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Tensors of a scope that were disposed, by it or by hand.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Tensors of no scope that were put under one.</summary>
    public long AttachedToScopeCount { get; internal set; }

    /// <summary>Tensors that were taken out of all scopes.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Tensors of no scope that are not disposed.</summary>
    public long ThreadOutsideScopeLiveCount =>
        CreatedOutsideScopeCount + DetachedFromScopeCount - AttachedToScopeCount - DisposedOutsideScopeCount;

    /// <summary>Tensors in scopes that are not disposed.</summary>
    public long ThreadInScopeLiveCount => CreatedInScopeCount + AttachedToScopeCount - DetachedFromScopeCount - DisposedInScopeCount;

    /// <summary>All tensors of the thread that are not disposed (a collected one that was never disposed still counts).</summary>
    public long ThreadTotalLiveCount => ThreadOutsideScopeLiveCount + ThreadInScopeLiveCount;

    /// <summary>Sets every count to zero.</summary>
    public void Reset()
    {
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = CreatedInScopeCount = 0;
        DisposedInScopeCount = AttachedToScopeCount = DetachedFromScopeCount = 0;
    }
}
