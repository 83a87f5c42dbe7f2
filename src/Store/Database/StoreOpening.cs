using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// Updates the database of a data folder to this version: checks it, copies it before any change, and lets one process at a time change
/// it. A database that cannot be opened is left exactly as it is.
/// </summary>
internal static class StoreOpening
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Opens or creates the database; returns what was done, for the log.</summary>
    /// <exception cref="StoreException">The text says what is wrong, where, and what to do.</exception>
    public static OpeningReport Open(DataFolder folder, TimeProvider time)
    {
        var verdict = FileSystemCheck.Of(folder.Root);
        if (verdict.Refuse)
            throw new StoreException(
                $"data folder {folder.Root}: is on a network file system ({verdict.Name}), "
                    + "which would damage the database sooner or later. Remedy: name a folder on a local disk with --data FOLDER."
            );
        try
        {
            using var turn = TakeTurn(folder, time);
            return Migrate(folder, time, verdict.Name);
        }
        catch (SqliteException e)
        {
            throw StoreException.From(e, folder.Database);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"database {folder.Database}: cannot be opened ({e.Message}). "
                    + "Remedy: make the file and its folder readable and writable, or name another folder with --data FOLDER.",
                e
            );
        }
    }

    private static OpeningReport Migrate(DataFolder folder, TimeProvider time, string? unsureFileSystem)
    {
        var existed = new FileInfo(folder.Database) is { Exists: true, Length: > 0 };
        if (existed)
            Check(folder.Database);
        using var context = new SimulatorContext(SimulatorContext.OptionsFor(folder.Database));
        if (existed)
            RefuseNewer(context, folder.Database);
        var pending = context.Database.GetPendingMigrations().ToList();
        var stale = existed && HasLockRow(context);
        string? backup = null;
        if (existed && (pending.Count > 0 || stale))
            backup = BackUp(folder, time);
        if (stale)
            // This process has the lock, so the row's owner was killed during a migration; EF would wait for it for ever.
            context.Database.ExecuteSqlRaw("DELETE FROM __EFMigrationsLock");
        if (pending.Count > 0)
            context.Database.Migrate();
        context.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
        return new(existed, pending, backup, stale, unsureFileSystem);
    }

    private static void Check(string database)
    {
        using var stream = new FileStream(database, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Span<byte> start = stackalloc byte[16];
        if (stream.ReadAtLeast(start, 16, throwOnEndOfStream: false) < 16 || !start.SequenceEqual("SQLite format 3\0"u8))
            throw new StoreException(
                $"database {database}: is not a SQLite database. Remedy: move it away, copy the newest file of the folder 'backups' "
                    + "to its place (or start without it), then start again."
            );
        stream.Close();
        using var context = new SimulatorContext(SimulatorContext.OptionsFor(database));
        var finding = context
            .Database.SqlQueryRaw<string>("SELECT quick_check AS Value FROM pragma_quick_check LIMIT 1")
            .ToList()
            .FirstOrDefault();
        if (finding != "ok")
            throw new StoreException(
                $"database {database}: is damaged ({finding}). Remedy: move it away, copy the newest file of the folder 'backups' "
                    + "to its place, then start again."
            );
    }

    private static void RefuseNewer(SimulatorContext context, string database)
    {
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var unknown = context.Database.GetAppliedMigrations().Where(m => !known.Contains(m)).ToList();
        if (unknown.Count > 0)
            throw new StoreException(
                $"database {database}: was written by a newer version of the program (it has {string.Join(", ", unknown)}). "
                    + "Remedy: start that version, or name another folder with --data FOLDER."
            );
    }

    private static bool HasLockRow(SimulatorContext context)
    {
        var tables = context
            .Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .ToList()[0];
        return tables > 0 && context.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM __EFMigrationsLock").ToList()[0] > 0;
    }

    /// <summary>SQLite's online back-up: a consistent copy, the log included.</summary>
    private static string BackUp(DataFolder folder, TimeProvider time)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var target = Path.Combine(folder.Backups, $"simulator-{stamp}.db");
        for (var n = 2; File.Exists(target); n++)
            target = Path.Combine(folder.Backups, string.Create(CultureInfo.InvariantCulture, $"simulator-{stamp}-{n}.db"));
        var part = target + ".part";
        File.Delete(part);
        using (var from = new SqliteConnection($"Data Source={folder.Database};Pooling=False"))
        using (var to = new SqliteConnection($"Data Source={part};Pooling=False"))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }
        File.Move(part, target);
        return target;
    }

    private static FileStream TakeTurn(DataFolder folder, TimeProvider time)
    {
        var path = folder.Database + ".opening";
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                // The operating system releases this lock when the process ends.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (time.GetElapsedTime(started) < s_patience && File.Exists(path))
            {
                Thread.Sleep(50);
            }
        }
    }
}

/// <summary>What opening the store did.</summary>
/// <param name="Existed">False when the database was created now.</param>
/// <param name="Migrated">Migrations that were applied.</param>
/// <param name="Backup">The copy that was made before, if any.</param>
/// <param name="ClearedStaleLock">An earlier start was killed during a migration.</param>
/// <param name="UnsureFileSystem">A file system that may not carry SQLite's write-ahead log, or null.</param>
public sealed record OpeningReport(
    bool Existed,
    IReadOnlyList<string> Migrated,
    string? Backup,
    bool ClearedStaleLock,
    string? UnsureFileSystem
);
