using System.Collections.Concurrent;
using System.Globalization;
using Simulator.Runs;

namespace Simulator.Web.Charting;

/// <summary>The drafts that open pages show in charts, by name. Each stays as long as its page holds it.</summary>
/// <param name="time">Says when the process began: a name of another process must mean nothing here, nor to a browser's cache.</param>
public sealed class PreviewShelf(TimeProvider time) : IDisposable
{
    // However many people type, the server's threads are not all taken by previews.
    private readonly SemaphoreSlim _making = new(2);

    private readonly ConcurrentDictionary<string, ChartSource> _held = new(StringComparer.Ordinal);
    private readonly string _start = time.GetUtcNow().Ticks.ToString("x", CultureInfo.InvariantCulture);
    private int _made;
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    /// <summary>Drafts held at present.</summary>
    public int Count => _held.Count;

    /// <summary>Holds a draft until the returned hold is disposed of.</summary>
    public PreviewHold Hold(RunPreview preview)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_start}-{Interlocked.Increment(ref _made)}");
        _held[name] = ChartSource.Of($"preview:{name}", preview);
        return new PreviewHold(this, name, preview);
    }

    /// <summary>Makes a preview away from the caller's thread and holds it.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<PreviewHold> MakeAsync(RunPreviewer previewer, SimulationSpec spec, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(previewer);
        await _making.WaitAsync(cancellation);
        try
        {
            return Hold(await Task.Run(() => previewer.Make(spec, cancellation), cancellation));
        }
        finally
        {
            _making.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _making.Dispose();

    /// <summary>A draft; null where nobody holds it any more.</summary>
    public ChartSource? Find(string name) => _held.GetValueOrDefault(name);

    internal void Release(string name) => _held.TryRemove(name, out _);

    internal async Task ReleaseLaterAsync(string name)
    {
        await Task.Delay(s_grace, time);
        Release(name);
    }
}

/// <summary>A draft that a page holds.</summary>
/// <param name="shelf">Where.</param>
/// <param name="name">Its name in the addresses of charts.</param>
/// <param name="preview">What it would trade.</param>
public sealed class PreviewHold(PreviewShelf shelf, string name, RunPreview preview) : IDisposable
{
    /// <summary>Its name in the addresses of charts.</summary>
    public string Name { get; } = name;

    /// <summary>What it would trade.</summary>
    public RunPreview Preview { get; } = preview;

    /// <summary>The page was left: what its chart asked for a moment ago is still answered.</summary>
    public Task LeaveAsync() => shelf.ReleaseLaterAsync(Name);

    /// <summary>The page needs it no longer.</summary>
    public void Dispose() => shelf.Release(Name);
}
