using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// Keeps files named by hash from being collected between their being written, or found to be there, and the commit of the row that names
/// them. Writers hold it together, whoever collects holds it alone; it is a lock of the operating system, which goes with its process.
/// </summary>
public sealed class BlobGate(DataFolder folder, TimeProvider time)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(20);
    private readonly string _path = Path.Combine(folder.Root, "files.lock");

    /// <summary>Holds it with other writers, until disposed; waits while files are being collected.</summary>
    public async Task<IDisposable> HoldAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryOpen(FileAccess.Read, FileShare.Read) is { } held)
                return held;
            await Task.Delay(s_retry, time, cancellation);
        }
    }

    /// <summary>Holds it alone, until disposed; null while anyone writes.</summary>
    public IDisposable? TryClose() => TryOpen(FileAccess.ReadWrite, FileShare.None);

    private FileStream? TryOpen(FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(_path, FileMode.OpenOrCreate, access, share, 1);
        }
        catch (IOException) when (File.Exists(_path))
        {
            return null;
        }
    }
}
