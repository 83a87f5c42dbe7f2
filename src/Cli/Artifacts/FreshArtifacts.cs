using Simulator.Artifacts;

namespace Simulator.Cli.Artifacts;

/// <summary>Hides stored results, so that every stage runs again. New results are stored for later runs.</summary>
internal sealed class FreshArtifacts(IArtifactStore inner) : IArtifactStore
{
    /// <inheritdoc/>
    public byte[]? TryRead(string key) => null;

    /// <inheritdoc/>
    public void Write(string key, ReadOnlySpan<byte> content) => inner.Write(key, content);

    /// <inheritdoc/>
    public byte[]? TryReadCheckpoint(string key) => null;

    /// <inheritdoc/>
    public void WriteCheckpoint(string key, ReadOnlySpan<byte> content) => inner.WriteCheckpoint(key, content);

    /// <inheritdoc/>
    public void DeleteCheckpoint(string key) => inner.DeleteCheckpoint(key);

    /// <inheritdoc/>
    public IDisposable Lock(string key, Action waiting, CancellationToken cancellation) => inner.Lock(key, waiting, cancellation);
}
