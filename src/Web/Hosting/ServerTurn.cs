using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Web.Hosting;

/// <summary>
/// Only one server at a time runs the jobs of a data folder: a second server would treat the running jobs of the first as abandoned.
/// The operating system releases the lock when the process ends, however it ends. The file of the lock holds a mark while the server runs;
/// a server that dies leaves it there.
/// </summary>
public sealed class ServerTurn : IDisposable
{
    private readonly FileStream _lock;
    private readonly IDisposable _folder;
    private bool _marked;

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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _folder.Dispose();
            throw new StoreException(
                $"data folder {folder.Root}: is in use by another server ({path} is locked). "
                    + "Remedy: stop that one, or name another folder with --data FOLDER.",
                e
            );
        }
        EarlierEndedCleanly = _lock.Length == 0;
    }

    /// <summary>The server before this one was stopped, or there was none; one that died left its mark.</summary>
    public bool EarlierEndedCleanly { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_marked)
            Unmark(); // otherwise it never took up jobs, and the mark of an earlier one stays for the next
        _lock.Dispose();
        _folder.Dispose();
    }

    /// <summary>Jobs are taken up from here on: if this server dies, the next one counts that against those that ran.</summary>
    public void Mark()
    {
        _marked = true;
        try
        {
            _lock.SetLength(0);
            _lock.Write("running"u8);
            _lock.Flush();
        }
        catch (IOException)
        {
            // A full disk: if this server dies, it is not counted against its jobs.
        }
    }

    private void Unmark()
    {
        try
        {
            _lock.SetLength(0); // needs no room on a full disk
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Its disk is gone; the next server takes it for a death.
        }
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
