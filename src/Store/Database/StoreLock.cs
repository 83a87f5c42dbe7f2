using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// The one kind of lock between programs that use a data folder: on one of its folders, which holds even where someone deletes files, and
/// on a file, which is what earlier versions and other systems than Linux lock. The operating system releases both with the process.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly IDisposable _folder;

    private StoreLock(IDisposable folder, FileStream file) => (_folder, File) = (folder, file);

    /// <summary>The file.</summary>
    public FileStream File { get; }

    /// <summary>Takes it alone; null while anyone has it.</summary>
    /// <param name="folder">The folder; it must be there.</param>
    /// <param name="file">The file; it is made where it is not there.</param>
    /// <exception cref="IOException">One of them cannot be opened.</exception>
    public static StoreLock? TryTake(string folder, string file) =>
        With(FolderLock.TryTake(folder), file, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Takes it beside others that share it; null while someone has it alone.</summary>
    /// <param name="folder">The folder; it must be there.</param>
    /// <param name="file">The file; it is made where it is not there.</param>
    /// <exception cref="IOException">One of them cannot be opened.</exception>
    public static StoreLock? TryShare(string folder, string file) =>
        With(FolderLock.TryShare(folder), file, FileAccess.Read, FileShare.Read);

    /// <summary>Whether anyone has it; the file is not made.</summary>
    /// <exception cref="IOException">The folder cannot be opened.</exception>
    public static bool IsHeld(string folder, string file)
    {
        using var alone = FolderLock.TryTake(folder);
        if (alone is null)
            return true;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Dispose();
        _folder.Dispose();
    }

    private static StoreLock? With(IDisposable? folder, string file, FileAccess access, FileShare share)
    {
        if (folder is null)
            return null;
        try
        {
            return new StoreLock(folder, new FileStream(file, FileMode.OpenOrCreate, access, share, 1));
        }
        catch (IOException) when (System.IO.File.Exists(file))
        {
            folder.Dispose();
            return null; // an earlier version has it
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
