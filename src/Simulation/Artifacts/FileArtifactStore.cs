namespace Simulator.Artifacts;

/// <summary>Artifacts as files, written beside their place and moved into it, so that a kill leaves all or nothing.</summary>
public sealed class FileArtifactStore(DataFolder folder) : IArtifactStore
{
    private static int s_temporary;

    /// <inheritdoc/>
    public byte[]? TryRead(string key) => TryReadFile(ArtifactPath(key));

    /// <inheritdoc/>
    public void Write(string key, ReadOnlySpan<byte> content)
    {
        var path = ArtifactPath(key);
        if (!File.Exists(path))
            Replace(path, content);
    }

    /// <inheritdoc/>
    public byte[]? TryReadCheckpoint(string key) => TryReadFile(CheckpointPath(key));

    /// <inheritdoc/>
    public void WriteCheckpoint(string key, ReadOnlySpan<byte> content) => Replace(CheckpointPath(key), content);

    /// <inheritdoc/>
    public void DeleteCheckpoint(string key) => File.Delete(CheckpointPath(key));

    /// <inheritdoc/>
    public IDisposable Lock(string key, CancellationToken cancellation)
    {
        var path = CheckpointPath(key) + ".lock";
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                // The operating system drops the lock with its process, so a kill -9 leaves no stale one.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (Directory.Exists(folder.Checkpoints))
            {
                cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>Writes a file so that a reader, or a restart after a kill, sees the old content or the new, never a part.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = FormattableString.Invariant($"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref s_temporary)}.part");
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    private static byte[]? TryReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string ArtifactPath(string key) => Path.Combine(folder.Artifacts, key[..2], key);

    private string CheckpointPath(string key) => Path.Combine(folder.Checkpoints, key);
}
