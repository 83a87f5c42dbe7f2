using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Simulator.Artifacts;

/// <summary>
/// A lock on a folder itself, by whatever path or link it is reached: unlike a file in it, the folder cannot be deleted and
/// made again under the same contents. Advisory (<c>flock</c>); the system releases it when the process ends, however it ends.
/// </summary>
public static partial class FolderLock
{
    // fcntl.h and sys/file.h of Linux.
    private const int ReadOnlyDirectory = 0x10000,
        CloseOnExec = 0x80000,
        Shared = 1,
        Exclusive = 2,
        DoNotWait = 4;

    private const int InterruptedCall = 4,
        WouldBlock = 11;

    /// <summary>
    /// Takes the lock alone; null where another has it. On systems other than Linux nothing is locked and nothing refused.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be opened, or its file system has no locks.</exception>
    public static IDisposable? TryTake(string folder) => Try(folder, Exclusive);

    /// <summary>Takes the lock beside others that share it; null where another has it alone.</summary>
    /// <exception cref="IOException">The folder cannot be opened, or its file system has no locks.</exception>
    public static IDisposable? TryShare(string folder) => Try(folder, Shared);

    private static SafeFileHandle? Try(string folder, int kind)
    {
        if (!OperatingSystem.IsLinux())
            return new SafeFileHandle();
        var descriptor = Open(folder, ReadOnlyDirectory | CloseOnExec, 0);
        if (descriptor < 0)
            throw new IOException($"{folder}: cannot be opened ({Marshal.GetLastPInvokeErrorMessage()})");
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        while (Flock(handle, kind | DoNotWait) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == InterruptedCall)
                continue;
            handle.Dispose();
            return error == WouldBlock
                ? null
                : throw new IOException($"{folder}: cannot be locked ({Marshal.GetPInvokeErrorMessage(error)})");
        }
        return handle;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);
}
