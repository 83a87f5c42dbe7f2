namespace Simulator.Artifacts;

/// <summary>
/// Holds a file open for itself alone. The operating system drops the lock with its process, so a kill -9 leaves no stale one.
/// The file is removed with the lock; who took a lock on a file that was removed in that moment sees it by its own mark and tries again.
/// </summary>
internal sealed class KeyLock : IDisposable
{
    private static readonly DateTime s_marks = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static int s_taken;
    private readonly string _path;
    private readonly FileStream _file;

    private KeyLock(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>The lock, or null while another holds it.</summary>
    /// <exception cref="IOException">The file cannot be made or written, as on a full disk.</exception>
    public static KeyLock? TryTake(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (IsHeldElsewhere(e))
        {
            return null;
        }
        try
        {
            if (IsStillAt(path, file))
                return new KeyLock(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        file.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // First gone, then unlocked: only the holder removes the file, so it is never another's.
        if (!OperatingSystem.IsWindows())
            File.Delete(_path);
        _file.Dispose();
    }

    private static bool IsStillAt(string path, FileStream file)
    {
        if (OperatingSystem.IsWindows())
            return true; // an open file cannot be removed there, and none is
        // Opening the file once more would meet our own lock; its time of change, set to a value of ours, tells it as well.
        var mark = s_marks.AddTicks((Environment.ProcessId * 1_000_000L) + (Interlocked.Increment(ref s_taken) % 1_000_000));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(path) == mark;
    }

    // EWOULDBLOCK on Linux and macOS, a sharing or a lock violation on Windows; anything else does not pass by waiting.
    private static bool IsHeldElsewhere(IOException e) =>
        OperatingSystem.IsWindows()
            ? e.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
            : e.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);
}
