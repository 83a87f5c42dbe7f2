using Microsoft.Data.Sqlite;
using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// A process's use of the store. While anyone uses it, a <see cref="StoreLock"/> is shared, and its file is there; the last one to close
/// the store removes the file. So a file that is there while nobody has the lock means that the last use ended without closing: a kill, a
/// power cut. Opening and closing run one after the other, under the lock of <see cref="StoreOpening"/>.
/// </summary>
internal sealed class StoreSession : IDisposable
{
    private const string BootPath = "/proc/sys/kernel/random/boot_id";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private readonly DataFolder _folder;
    private readonly StoreLock _lock;
    private readonly TimeProvider _time;

    private StoreSession(DataFolder folder, StoreLock held, TimeProvider time) => (_folder, _lock, _time) = (folder, held, time);

    /// <summary>Where its file is.</summary>
    public static string PathOf(DataFolder folder) => folder.Database + ".inuse";

    /// <summary>Whether another process, or another store in this one, uses the store now.</summary>
    public static bool IsInUse(DataFolder folder) => StoreLock.IsHeld(folder.Backups, PathOf(folder));

    /// <summary>Whether the last use ended without closing and the machine was not started again since: a kill, no power cut.</summary>
    public static bool EndedInThisBoot(DataFolder folder) =>
        File.Exists(PathOf(folder)) && Boot() is { Length: > 0 } boot && File.ReadAllText(PathOf(folder)) == boot;

    /// <summary>Begins a use; the caller holds the lock of opening.</summary>
    public static StoreSession Begin(DataFolder folder, TimeProvider time)
    {
        var path = PathOf(folder);
        if (!IsInUse(folder))
            File.WriteAllText(path, Boot());
        var started = time.GetTimestamp();
        while (true)
        {
            if (StoreLock.TryShare(folder.Backups, path) is { } held)
                return new StoreSession(folder, held, time);
            // Someone looks whether it is in use, which takes a moment.
            if (time.GetElapsedTime(started) > s_patience)
                throw new IOException($"{path} is locked by another program");
            Thread.Sleep(5);
        }
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
            _lock.Dispose();
            if (!IsInUse(_folder))
                Close();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or StoreException)
        {
            _lock.Dispose();
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
