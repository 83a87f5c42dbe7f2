using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// Keeps files named by hash from being collected between their being written, or found to be there, and the commit of the row that names
/// them. Writers hold it together, whoever collects holds it alone; it is a <see cref="StoreLock"/>, which goes with its process.
/// </summary>
public sealed class BlobGate(DataFolder folder, TimeProvider time)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(20);
    private readonly string _path = Path.Combine(folder.Root, "files.lock");

    /// <summary>Holds it with other writers, until disposed; waits while files are being collected.</summary>
    /// <exception cref="StoreException">The data folder is gone.</exception>
    public async Task<IDisposable> HoldAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (Reached(StoreLock.TryShare) is { } held)
                return held;
            await Task.Delay(s_retry, time, cancellation);
        }
    }

    /// <summary>Holds it alone, until disposed; null while anyone writes.</summary>
    /// <exception cref="StoreException">The data folder is gone.</exception>
    public IDisposable? TryClose() => Reached(StoreLock.TryTake);

    private StoreLock? Reached(Func<string, string, StoreLock?> take)
    {
        try
        {
            return take(folder.Series, _path);
        }
        catch (IOException e)
        {
            throw new StoreException(
                $"data folder {folder.Root}: its files cannot be reached ({e.Message}). "
                    + "Remedy: put the folder back (is its disk mounted?), then try again.",
                e
            );
        }
    }
}
