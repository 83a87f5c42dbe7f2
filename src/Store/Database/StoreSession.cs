using Microsoft.Data.Sqlite;
using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// A process's use of the store. While anyone uses it, a file beside the database is there and locked for reading; the last one to close
/// it removes the file. So a file that is there and that nobody has locked means that the last use ended without closing: a kill, a power
/// cut. Opening and closing run one after the other, under the lock of <see cref="StoreOpening"/>.
/// </summary>
internal sealed class StoreSession : IDisposable
{
    private const string BootPath = "/proc/sys/kernel/random/boot_id";
    private readonly DataFolder _folder;
    private readonly FileStream _file;
    private readonly TimeProvider _time;

    private StoreSession(DataFolder folder, FileStream file, TimeProvider time) => (_folder, _file, _time) = (folder, file, time);

    /// <summary>Where its file is.</summary>
    public static string PathOf(DataFolder folder) => folder.Database + ".inuse";

    /// <summary>Whether another process, or another store in this one, uses the store now.</summary>
    public static bool IsInUse(DataFolder folder)
    {
        try
        {
            using var alone = new FileStream(PathOf(folder), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
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

    /// <summary>Whether the last use ended without closing and the machine was not started again since: a kill, no power cut.</summary>
    public static bool EndedInThisBoot(DataFolder folder) =>
        File.Exists(PathOf(folder)) && Boot() is { Length: > 0 } boot && File.ReadAllText(PathOf(folder)) == boot;

    /// <summary>Begins a use; the caller holds the lock of opening.</summary>
    public static StoreSession Begin(DataFolder folder, TimeProvider time)
    {
        var path = PathOf(folder);
        if (!IsInUse(folder))
            File.WriteAllText(path, Boot());
        return new StoreSession(folder, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1), time);
    }

    // A number that Linux draws at every start of the machine; nothing elsewhere.
    private static string Boot() => File.Exists(BootPath) ? File.ReadAllText(BootPath).Trim() : "";

    /// <summary>Ends it; the last one writes the log into the database and removes the file.</summary>
    public void Dispose()
    {
        // What cannot be tidied up here is tidied up by the next opening, which then checks the database in full.
        try
        {
            using var turn = StoreOpening.TakeTurn(_folder, _time);
            _file.Dispose();
            if (!IsInUse(_folder))
                Close();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            _file.Dispose();
        }
    }

    private void Close()
    {
        using (var connection = DatabaseCheck.Open(_folder.Database))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        File.Delete(PathOf(_folder));
    }
}
