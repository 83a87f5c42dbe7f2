namespace Simulator.Artifacts;

/// <summary>
/// Immutable stage outputs addressed by key, and the checkpoints on the way to them. A key is <c>hash(stage, code version, the stage's
/// part of the spec, hashes of its inputs)</c>: the same key always means the same content. Writes are atomic: a reader sees all of an
/// artifact or nothing of it.
/// </summary>
public interface IArtifactStore
{
    /// <summary>The artifact's bytes, or null if there is none, or only a damaged one.</summary>
    byte[]? TryRead(string key);

    /// <summary>Stores an artifact; what is stored under the key and differs, as after damage, is replaced.</summary>
    void Write(string key, ReadOnlySpan<byte> content);

    /// <summary>The last checkpoint on the way to a key, or null.</summary>
    byte[]? TryReadCheckpoint(string key);

    /// <summary>Replaces the checkpoint of a key.</summary>
    void WriteCheckpoint(string key, ReadOnlySpan<byte> content);

    /// <summary>Removes the checkpoint of a key, if any.</summary>
    void DeleteCheckpoint(string key);

    /// <summary>Waits until no other process works on the key, then holds it until disposed.</summary>
    /// <param name="key">The artifact's key.</param>
    /// <param name="waiting">Called once, where the key is not free at once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    IDisposable Lock(string key, Action waiting, CancellationToken cancellation);
}
