using System.Globalization;
using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Store.Rescue;

/// <summary>
/// The place of the database in a data folder, held by one rescuer while nobody uses the store. What stood there is moved to
/// <c>backups/aside-…</c>, never removed. A kill in between leaves no database beside the files, which the next start refuses.
/// </summary>
internal sealed class DatabasePlace : IDisposable
{
    private static readonly string[] s_besides = ["-wal", "-shm", "-journal", ".inuse", ".checked"];
    private readonly DataFolder _folder;
    private readonly StoreLock _turn;

    private DatabasePlace(DataFolder folder, StoreLock turn, TimeProvider time)
    {
        (_folder, _turn) = (folder, turn);
        var first = Path.Combine(folder.Backups, "aside-" + time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        Aside = first;
        for (var n = 2; Directory.Exists(Aside); n++)
            Aside = FormattableString.Invariant($"{first}+{n}");
    }

    /// <summary>Where what stood there goes.</summary>
    public string Aside { get; }

    /// <summary>Where a new database is made.</summary>
    public string Making => _folder.Database + ".making";

    /// <summary>Takes the place.</summary>
    /// <exception cref="StoreException">The store is in use.</exception>
    public static DatabasePlace Take(DataFolder folder, TimeProvider time)
    {
        var turn = StoreOpening.TakeTurn(folder, time);
        if (!StoreSession.IsInUse(folder))
            return new DatabasePlace(folder, turn, time);
        turn.Dispose();
        throw new StoreException($"data folder {folder.Root}: is in use by a server or a command. Remedy: stop it, then try again.");
    }

    /// <summary>Moves the database aside, its log after it: without its log it would be an older one.</summary>
    public void Clear()
    {
        MoveAside(_folder.Database);
        foreach (var end in s_besides)
            MoveAside(_folder.Database + end);
    }

    /// <summary>Copies the database and its log aside.</summary>
    public void Copy()
    {
        foreach (var end in s_besides.Prepend(""))
        {
            var path = _folder.Database + end;
            if (!File.Exists(path))
                continue;
            Directory.CreateDirectory(Aside);
            File.Copy(path, Path.Combine(Aside, Path.GetFileName(path)));
        }
    }

    /// <summary>Moves a folder's content aside.</summary>
    public void MoveFolderAside(string path)
    {
        if (!Directory.Exists(path))
            return;
        Directory.CreateDirectory(Aside);
        Directory.Move(path, Path.Combine(Aside, Path.GetFileName(path)));
        Directory.CreateDirectory(path);
    }

    /// <summary>An empty path for a database that is being made.</summary>
    public string BeginMaking()
    {
        foreach (var end in s_besides.Prepend(""))
            File.Delete(Making + end);
        return Making;
    }

    /// <summary>Puts what was made in the place of the database, which is moved aside.</summary>
    public void PutMade()
    {
        using (var file = new FileStream(Making, FileMode.Open, FileAccess.ReadWrite))
            file.Flush(flushToDisk: true);
        Clear();
        File.Move(Making, _folder.Database);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private void MoveAside(string path)
    {
        if (!File.Exists(path))
            return;
        Directory.CreateDirectory(Aside);
        var aside = Path.Combine(Aside, Path.GetFileName(path));
        if (File.Exists(aside))
            File.Delete(path); // copied there before it was worked on
        else
            File.Move(path, aside);
    }
}
