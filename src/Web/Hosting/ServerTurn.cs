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
    private readonly IDisposable _folder;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="StoreException">Another server has it.</exception>
    public ServerTurn(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = Path.Combine(folder.Root, "server.lock");
        // The file is what earlier versions lock; the folder's own lock holds where someone deletes the file.
        _folder = TakeFolder(folder.Root);
        try
        {
            _lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e)
        {
            _folder.Dispose();
            throw new StoreException(
                $"data folder {folder.Root}: is in use by another server ({path} is locked). "
                    + "Remedy: stop that one, or name another folder with --data FOLDER.",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        _folder.Dispose();
    }

    private static IDisposable TakeFolder(string root)
    {
        try
        {
            return FolderLock.TryTake(root)
                ?? throw new StoreException(
                    $"data folder {root}: is in use by another server (the folder is locked). "
                        + "Remedy: stop that one, or name another folder with --data FOLDER."
                );
        }
        catch (IOException e)
        {
            throw new StoreException($"data folder {e.Message}. Remedy: name a folder on a local disk with --data FOLDER.", e);
        }
    }
}
