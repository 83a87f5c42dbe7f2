using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Web.Hosting;

/// <summary>
/// Only one server at a time runs the jobs of a data folder: a second server would treat the running jobs of the first as abandoned.
/// The operating system releases the lock when the process ends, however it ends.
/// </summary>
public sealed class ServerTurn : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="StoreException">Another server has it.</exception>
    public ServerTurn(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = Path.Combine(folder.Root, "server.lock");
        try
        {
            _lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e)
        {
            throw new StoreException(
                $"data folder {folder.Root}: is in use by another server ({path} is locked). "
                    + "Remedy: stop that one, or name another folder with --data FOLDER.",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
