namespace TorchSharp;

/// <summary>
/// Owns every tensor made on its thread while it is the innermost scope, and disposes them when it ends. Scopes nest and belong to one
/// thread: no <c>await</c> inside one. Opened with <see cref="torch.NewDisposeScope"/>.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private readonly HashSet<IDisposable> _others = new(ReferenceEqualityComparer.Instance);
    private List<torch.Tensor> _tensors = [];

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        OuterScope = manager.Current;
    }

    internal DisposeScope? OuterScope { get; }

    /// <summary>How many disposables the scope holds.</summary>
    public int DisposablesCount => _tensors.Count + _others.Count;

    /// <summary>A snapshot of what the scope holds.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. _tensors, .. _others];

    /// <summary>Whether the scope holds <paramref name="disposable"/>.</summary>
    public bool Contains(IDisposable disposable) =>
        disposable is torch.Tensor t ? ReferenceEquals(t.OwningDisposeScope, this) : _others.Contains(disposable);

    /// <summary>Moves it to the next outer scope, or out of all scopes where there is none.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable
    {
        MoveToOther(OuterScope, [disposable]);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        MoveToOther(OuterScope, [first, second]);
        return (first, second);
    }

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        MoveToOther(OuterScope, [first, second, third]);
        return (first, second, third);
    }

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(OuterScope, disposables);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Moves what this scope holds of <paramref name="disposables"/> to <paramref name="scope"/>.</summary>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (var disposable in disposables)
            if (Remove(disposable))
                if (scope is not null)
                    scope.Add(disposable);
                else
                    _manager.Counts.DetachedFromScopeCount++;
    }

    /// <summary>Takes it out of all scopes: the caller owns it from now on.</summary>
    public T Detach<T>(T disposable) where T : IDisposable
    {
        Detach([disposable]);
        return disposable;
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        Detach([first, second]);
        return (first, second);
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        Detach([first, second, third]);
        return (first, second, third);
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    /// <summary>Puts a disposable of no scope, or of another one, under this scope.</summary>
    public T Attach<T>(T disposable) where T : IDisposable
    {
        Attach([disposable]);
        return disposable;
    }

    /// <inheritdoc cref="Attach{T}(T)"/>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Attach{T}(T)"/>
    public void Attach(IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (var disposable in disposables)
        {
            var owner = disposable is torch.Tensor t ? t.OwningDisposeScope : _others.Contains(disposable) ? this : null;
            if (ReferenceEquals(owner, this) || disposable is torch.Tensor { IsInvalid: true })
                continue;
            if (owner is null)
                _manager.Counts.AttachedToScopeCount++;
            else
                owner.Remove(disposable);
            Add(disposable);
        }
    }

    /// <summary>Disposes everything the scope holds; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes everything the scope holds but <paramref name="keep"/>, which stays in the scope.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var kept = keep.Where(Contains).ToList();
        foreach (var item in kept)
            Remove(item);
        DisposeAll();
        foreach (var item in kept)
            Add(item);
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <summary>Disposes everything the scope holds and closes it, with any scope left open inside it.</summary>
    public void Dispose()
    {
        DisposeAll();
        _manager.Close(this);
    }

    /// <summary>Takes note that <paramref name="disposable"/> was disposed elsewhere.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        if (Remove(disposable))
            _manager.Counts.DisposedInScopeCount++;
    }

    internal void Add(torch.Tensor tensor)
    {
        tensor.OwningDisposeScope = this;
        tensor.Slot = _tensors.Count;
        _tensors.Add(tensor);
    }

    internal void Remove(torch.Tensor tensor)
    {
        var last = _tensors.Count - 1;
        var moved = _tensors[last];
        moved.Slot = tensor.Slot;
        _tensors[tensor.Slot] = moved;
        _tensors.RemoveAt(last);
        tensor.OwningDisposeScope = null;
    }

    private void Add(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
            Add(tensor);
        else
            _others.Add(disposable);
    }

    private bool Remove(IDisposable disposable)
    {
        if (disposable is not torch.Tensor tensor)
            return _others.Remove(disposable);
        if (!ReferenceEquals(tensor.OwningDisposeScope, this))
            return false;
        Remove(tensor);
        return true;
    }

    private void DisposeAll()
    {
        var tensors = _tensors;
        _tensors = [];
        foreach (var tensor in tensors)
        {
            tensor.OwningDisposeScope = null;
            tensor.Release();
        }
        _manager.Counts.DisposedInScopeCount += tensors.Count + _others.Count;
        foreach (var other in _others.ToArray())
            other.Dispose();
        _others.Clear();
    }
}
