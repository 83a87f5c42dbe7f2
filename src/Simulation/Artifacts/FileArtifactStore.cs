using System.Security.Cryptography;

namespace Simulator.Artifacts;

/// <summary>
/// Artifacts as files, written beside their place and moved into it, so that a kill leaves all or nothing. An artifact's file ends with the
/// SHA-256 of its content: one that was cut short or changed on disk reads as absent.
/// </summary>
public sealed class FileArtifactStore(DataFolder folder) : IArtifactStore
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(100);
    private static int s_temporary;

    /// <inheritdoc/>
    public byte[]? TryRead(string key)
    {
        var path = ArtifactPath(key);
        if (TryReadFile(path) is not { } stored)
            return null;
        NoteUse(path);
        return Unseal(stored);
    }

    /// <inheritdoc/>
    public void Write(string key, ReadOnlySpan<byte> content)
    {
        var path = ArtifactPath(key);
        byte[] sealedContent = [.. content, .. SHA256.HashData(content)];
        if (TryReadFile(path) is not { } stored || !stored.AsSpan().SequenceEqual(sealedContent))
            Replace(path, sealedContent);
    }

    /// <inheritdoc/>
    public byte[]? TryReadCheckpoint(string key) => TryReadFile(CheckpointPath(key));

    /// <inheritdoc/>
    public void WriteCheckpoint(string key, ReadOnlySpan<byte> content) => Replace(CheckpointPath(key), content);

    /// <inheritdoc/>
    public void DeleteCheckpoint(string key) => File.Delete(CheckpointPath(key));

    /// <inheritdoc/>
    public IDisposable Lock(string key, Action waiting, CancellationToken cancellation)
    {
        for (var waited = false; ; waited = true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (KeyLock.TryTake(CheckpointPath(key) + ".lock") is { } taken)
            {
                DeleteParts(CheckpointPath(key));
                DeleteParts(ArtifactPath(key));
                return taken;
            }
            if (!waited)
                waiting();
            cancellation.WaitHandle.WaitOne(s_retry);
        }
    }

    /// <summary>Writes a file so that a reader, or a restart after a kill, sees the old content or the new, never a part.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        DataFolder.MakeFolder(Path.GetDirectoryName(path)!);
        var temporary = FormattableString.Invariant($"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref s_temporary)}.part");
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// Removes what a killed writer left half written; only who holds the key's lock writes its files, so none of them is in use.
    /// </summary>
    private static void DeleteParts(string path)
    {
        var parent = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(parent))
            return;
        foreach (var part in Directory.EnumerateFiles(parent, Path.GetFileName(path) + ".*.part"))
            File.Delete(part);
    }

    // A clean-up removes what was not used for a while; a day is exact enough.
    private static void NoteUse(string path)
    {
        try
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            if (File.GetLastWriteTimeUtc(path) < now.AddDays(-1))
                File.SetLastWriteTimeUtc(path, now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Of a folder that is only read, nothing is cleaned up.
        }
    }

    private static byte[]? Unseal(byte[] stored)
    {
        var length = stored.Length - SHA256.HashSizeInBytes;
        return length >= 0 && SHA256.HashData(stored.AsSpan(0, length)).AsSpan().SequenceEqual(stored.AsSpan(length))
            ? stored[..length]
            : null;
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
