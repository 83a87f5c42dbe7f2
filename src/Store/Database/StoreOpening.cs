using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// Updates the database of a data folder to this version: checks it where nobody uses it yet (<see cref="FullCheck"/>), sets damaged rows
/// aside, copies it before any change of its form, and lets one process at a time do so. A database that cannot be opened is left exactly
/// as it is.
/// </summary>
internal static class StoreOpening
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Opens or creates the database; returns what was done, for the log, and the use that has begun.</summary>
    /// <exception cref="StoreException">The text says what is wrong, where, and what to do.</exception>
    public static (OpeningReport Report, StoreSession Session) Open(DataFolder folder, TimeProvider time)
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
            var isFirst = !StoreSession.IsInUse(folder);
            var inFull = isFirst && FullCheck.IsDue(folder, time);
            var report = Prepare(folder, time, isFirst, inFull) with
            {
                EndedUncleanly = isFirst && File.Exists(StoreSession.PathOf(folder)),
                UnsureFileSystem = verdict.Name,
            };
            if (inFull)
                FullCheck.Note(folder, time);
            return (report, StoreSession.Begin(folder, time));
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

    private static OpeningReport Prepare(DataFolder folder, TimeProvider time, bool isFirst, bool inFull)
    {
        var existed = new FileInfo(folder.Database) is { Exists: true, Length: > 0 };
        if (isFirst)
            RefuseUnusable(folder, existed, inFull);
        using var context = new SimulatorContext(SimulatorContext.OptionsFor(folder.Database));
        if (existed)
            RefuseNewer(context, folder.Database);
        var pending = context.Database.GetPendingMigrations().ToList();
        var stale = existed && HasLockRow(context);
        var setAside = existed && inFull ? SetAside(folder, time, unsummed: false) : [];
        var backup = existed && (pending.Count > 0 || stale) ? new Backups(folder, time).MakeBeforeMigration() : null;
        if (stale)
            // This process has the lock, so the row's owner was killed during a migration; EF would wait for it for ever.
            context.Database.ExecuteSqlRaw("DELETE FROM __EFMigrationsLock");
        if (pending.Count > 0)
        {
            if (existed)
                DatabaseCheck.ForgetForm(folder.Database);
            context.Database.Migrate();
        }
        context.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
        if (isFirst || pending.Count > 0)
            setAside = [.. setAside, .. SetAside(folder, time, unsummed: true)];
        if (pending.Count > 0 || (isFirst && !DatabaseCheck.HasNotedSchema(folder.Database)))
            Note(folder, time, existed); // also where a start was killed between a migration and this
        return new(existed, pending, backup, stale) { SetAside = setAside };
    }

    private static void RefuseUnusable(DataFolder folder, bool existed, bool inFull)
    {
        var files = StoreFiles.Count(folder);
        if (!existed && files.Any)
            throw Unusable(folder, $"is missing or empty, though {files} are beside it");
        if (!existed)
            return;
        if (DatabaseCheck.Finding(folder.Database, inFull, StoreSession.EndedInThisBoot(folder)) is { } finding)
            throw Unusable(folder, finding);
        if (files.Any && EmptyDatabase.IsStrangerTo(folder))
            throw Unusable(folder, $"has no series and no runs, though {files} are beside it that are older than it");
    }

    /// <summary>The error of a database that cannot be used, with everything that can be done.</summary>
    internal static StoreException Unusable(DataFolder folder, string finding)
    {
        var newest = new Backups(folder, TimeProvider.System).List() is [var first, ..]
            ? FormattableString.Invariant($"the newest is of {first.Made:yyyy-MM-dd HH:mm} UTC")
            : "there is none";
        return new StoreException(
            $"database {folder.Database}: {finding}. Nothing was changed. Remedy: choose one of "
                + $"'./run store restore' (puts a backup in its place; {newest}), "
                + "'./run store repair' (keeps what of it can be read), "
                + "'./run store rebuild' (makes a new one from the files of series and results; links and searches are lost) or "
                + "'./run store new' (sets all of it aside and starts with an empty one), "
                + $"each with --data {folder.Root}."
        );
    }

    // Rows that differ from their sum, or, of those that never had one, cannot be read; the others get theirs.
    private static List<string> SetAside(DataFolder folder, TimeProvider time, bool unsummed)
    {
        using var connection = DatabaseCheck.Open(folder.Database);
        RowSums.Keep(connection);
        List<(string Table, long Row, string Reason)> rows = unsummed
            ?
            [
                .. RowSums
                    .Tables.Where(t => RowSums.Missing(connection, t).Count > 0)
                    .SelectMany(t => RowForm.Unreadable(connection, t).Select(r => (t, r.Row, $"cannot be read: {r.Reason}"))),
            ]
            : [.. DatabaseCheck.DamagedRows(connection).Select(r => (r.Table, r.Row, "is damaged: it differs from its checksum"))];
        using var transaction = connection.BeginTransaction();
        var now = time.GetUtcNow();
        var told = rows.Select(r => SetAsideRows.Take(connection, r.Table, r.Row, r.Reason, now)).OfType<string>().ToList();
        if (unsummed)
            RowSums.RefreshMissing(connection);
        transaction.Commit();
        return told;
    }

    private static void Note(DataFolder folder, TimeProvider time, bool existed)
    {
        using var connection = DatabaseCheck.Open(folder.Database);
        using var transaction = connection.BeginTransaction();
        if (!existed)
            EmptyDatabase.NoteMade(connection, time.GetUtcNow());
        DatabaseCheck.NoteSchema(connection);
        // A migration may have changed the columns that the sums are of.
        RowSums.RefreshAll(connection);
        transaction.Commit();
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

    /// <summary>The lock of opening and closing; one process at a time has it.</summary>
    /// <exception cref="StoreException">Another process has it for longer than opening takes as a rule.</exception>
    internal static StoreLock TakeTurn(DataFolder folder, TimeProvider time)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (StoreLock.TryTake(folder.Checkpoints, folder.Database + ".opening") is { } turn)
                return turn;
            if (time.GetElapsedTime(started) >= s_patience)
                throw new StoreException(
                    $"data folder {folder.Root}: another program has been opening or repairing its database for more than "
                        + FormattableString.Invariant($"{s_patience.TotalSeconds:0} seconds. ")
                        + "Remedy: wait until it is done (checking a large database takes a while) or stop that program, then start again."
                );
            Thread.Sleep(50);
        }
    }
}

/// <summary>What opening the store did.</summary>
/// <param name="Existed">False when the database was created now.</param>
/// <param name="Migrated">Migrations that were applied.</param>
/// <param name="Backup">The copy that was made before, if any.</param>
/// <param name="ClearedStaleLock">An earlier start was killed during a migration.</param>
public sealed record OpeningReport(bool Existed, IReadOnlyList<string> Migrated, string? Backup, bool ClearedStaleLock)
{
    /// <summary>The last use of the store ended without closing it; the database was checked in full.</summary>
    public bool EndedUncleanly { get; init; }

    /// <summary>Rows that were damaged and are now in the table <c>SetAside</c>, each in a sentence.</summary>
    public IReadOnlyList<string> SetAside { get; init; } = [];

    /// <summary>A file system that may not carry SQLite's write-ahead log, or null.</summary>
    public string? UnsureFileSystem { get; init; }
}
