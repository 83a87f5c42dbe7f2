using Simulator.Artifacts;

namespace Simulator.Cli.Artifacts;

/// <summary>Says so when a stage goes on from where an earlier, stopped run left it.</summary>
internal sealed class CheckpointNotice(IArtifactStore inner, Action resumed) : IArtifactStore
{
    /// <inheritdoc/>
    public byte[]? TryRead(string key) => inner.TryRead(key);

    /// <inheritdoc/>
    public void Write(string key, ReadOnlySpan<byte> content) => inner.Write(key, content);

    /// <inheritdoc/>
    public byte[]? TryReadCheckpoint(string key)
    {
        var checkpoint = inner.TryReadCheckpoint(key);
        if (checkpoint is not null)
            resumed();
        return checkpoint;
    }

    /// <inheritdoc/>
    public void WriteCheckpoint(string key, ReadOnlySpan<byte> content) => inner.WriteCheckpoint(key, content);

    /// <inheritdoc/>
    public void DeleteCheckpoint(string key) => inner.DeleteCheckpoint(key);

    /// <inheritdoc/>
    public IDisposable Lock(string key, CancellationToken cancellation) => inner.Lock(key, cancellation);
}
