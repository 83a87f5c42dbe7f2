using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// Copies of the database, made by SQLite's online backup while it is in use: one a day, and one before every change of its form. Each is
/// checked before it counts, and older ones are removed only after a good one was made: 7 days, 4 weeks and the last 4 changes of form
/// stay.
/// </summary>
public sealed class Backups(DataFolder folder, TimeProvider time)
{
    private const string Stamp = "yyyyMMdd-HHmmss";
    private const string Daily = "daily-";
    private const string BeforeMigration = "simulator-";
    private const int DaysKept = 7;
    private const int WeeksKept = 4;
    private const int MigrationsKept = 4;
    private static readonly TimeSpan s_leftoversKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_clockTolerance = TimeSpan.FromHours(1);

    /// <summary>
    /// All of them, the newest first. Those with a time to come were made while the clock was wrong, and stand last: their names do not
    /// tell how old they are.
    /// </summary>
    public IReadOnlyList<BackupFile> List() =>
        [
            .. Directory
                .EnumerateFiles(folder.Backups, "*.db")
                .Select(Describe)
                .OfType<BackupFile>()
                .OrderBy(IsToCome)
                .ThenByDescending(b => b.Made)
                .ThenByDescending(b => b.Path, StringComparer.Ordinal),
        ];

    /// <summary>Makes the copy of today, unless there is one.</summary>
    /// <returns>The file that was made; null where today's was there.</returns>
    /// <exception cref="StoreException">It could not be made, or the database is damaged.</exception>
    public string? MakeDaily() =>
        List().Any(b => b.IsDaily && b.Made.UtcDateTime.Date == time.GetUtcNow().UtcDateTime.Date) ? null : Make(Daily);

    /// <summary>Makes a copy now.</summary>
    /// <exception cref="StoreException">It could not be made, or the database is damaged.</exception>
    public string Make() => Make(Daily);

    /// <summary>Makes the copy before a change of form; it is not checked again, because opening has just done that.</summary>
    internal string MakeBeforeMigration()
    {
        var target = Copy(BeforeMigration, check: false);
        Rotate(target);
        return target;
    }

    /// <summary>What is wrong with a copy, in a sentence; null where it can be restored.</summary>
    public static string? Finding(string backup)
    {
        try
        {
            if (DatabaseCheck.Finding(backup) is { } finding)
                return finding;
            using var connection = DatabaseCheck.Open(backup);
            return DatabaseCheck.DamagedRows(connection) is { Count: > 0 and var rows }
                ? FormattableString.Invariant($"has {rows} damaged rows")
                : null;
        }
        catch (SqliteException e)
        {
            return $"cannot be opened ({e.Message})";
        }
    }

    private string Make(string kind)
    {
        try
        {
            RefuseDamagedLog();
            var target = Copy(kind, check: true);
            Rotate(target);
            return target;
        }
        catch (SqliteException e)
        {
            throw StoreException.From(e, folder.Database);
        }
        catch (IOException e)
        {
            throw new StoreException(
                $"backup of {folder.Database}: could not be written ({e.Message}). "
                    + "Remedy: free some disk space; the next try is in an hour.",
                e
            );
        }
    }

    // A copy opens the database, which empties the log of a program that was killed; the start would then find no damage in it.
    private void RefuseDamagedLog()
    {
        if (
            !StoreSession.IsInUse(folder)
            && DatabaseCheck.Finding(folder.Database, inFull: false, StoreSession.EndedInThisBoot(folder)) is { } finding
        )
            throw new StoreException(
                $"database {folder.Database}: {finding}; no backup was made. Remedy: start the server; it says what to choose."
            );
    }

    private string Copy(string kind, bool check)
    {
        var stamp = time.GetUtcNow().ToString(Stamp, CultureInfo.InvariantCulture);
        RemoveLeftovers();
        // Two programs may copy at once: each has a part of its own.
        var part = Path.Combine(folder.Backups, $"{kind}{stamp}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.part");
        try
        {
            CopyTo(part);
            if (check && Finding(part) is { } finding)
                throw new StoreException(
                    $"database {folder.Database}: {finding}, found while it was copied; no backup was made and none was removed. "
                        + "Remedy: stop the server and start it again; it sets damaged rows aside or says what to choose."
                );
            return Named(part, kind + stamp);
        }
        finally
        {
            foreach (var left in new[] { part, part + "-wal", part + "-shm", part + "-journal" })
                File.Delete(left);
        }
    }

    // Moving refuses a name that another program has just used.
    private string Named(string part, string name)
    {
        for (var n = 1; ; n++)
        {
            var target = Path.Combine(
                folder.Backups,
                n == 1 ? $"{name}.db" : string.Create(CultureInfo.InvariantCulture, $"{name}-{n}.db")
            );
            try
            {
                File.Move(part, target);
                return target;
            }
            catch (IOException) when (File.Exists(target) && File.Exists(part))
            {
                // The next number.
            }
        }
    }

    // Of copies that were killed; a younger one may still be under way.
    private void RemoveLeftovers()
    {
        var before = time.GetUtcNow().UtcDateTime - s_leftoversKept;
        foreach (var left in new DirectoryInfo(folder.Backups).EnumerateFiles("*.part*").Where(f => f.LastWriteTimeUtc < before))
            left.Delete();
    }

    private void CopyTo(string part)
    {
        using var from = DatabaseCheck.Open(folder.Database);
        using var to = DatabaseCheck.Open(part, SqliteOpenMode.ReadWriteCreate);
        from.BackupDatabase(to);
        // The copy is one file: without a log of its own beside it.
        using var command = to.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE";
        command.ExecuteNonQuery();
    }

    // What was made just now stays, whatever else is of the same second.
    private void Rotate(string made)
    {
        var all = List();
        // Each of the two by itself: neither takes the place of the other while the clock is moved.
        var kept = all.GroupBy(IsToCome).SelectMany(Kept).ToHashSet();
        foreach (var old in all.Where(b => b.Path != made && !kept.Contains(b)))
            File.Delete(old.Path);
    }

    private static IEnumerable<BackupFile> Kept(IEnumerable<BackupFile> all)
    {
        var daily = all.Where(b => b.IsDaily).ToList();
        return daily
            .GroupBy(b => DateOnly.FromDateTime(b.Made.UtcDateTime)) // several of one day are one day
            .Select(d => d.First())
            .Take(DaysKept)
            .Concat(
                daily
                    .GroupBy(b => (ISOWeek.GetYear(b.Made.UtcDateTime), ISOWeek.GetWeekOfYear(b.Made.UtcDateTime)))
                    .Select(w => w.First())
                    .Take(WeeksKept)
            )
            .Concat(all.Where(b => !b.IsDaily).Take(MigrationsKept));
    }

    private bool IsToCome(BackupFile backup) => backup.Made > time.GetUtcNow() + s_clockTolerance;

    private static BackupFile? Describe(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var kind = name.StartsWith(Daily, StringComparison.Ordinal) ? Daily : BeforeMigration;
        if (!name.StartsWith(kind, StringComparison.Ordinal) || name.Length < kind.Length + Stamp.Length)
            return null;
        var file = new FileInfo(path);
        return
            DateTimeOffset.TryParseExact(
                name.AsSpan(kind.Length, Stamp.Length),
                Stamp,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var made
            ) && file.Exists // another program may rotate them at the same time
            ? new BackupFile(path, made, kind == Daily, file.Length)
            : null;
    }
}

/// <summary>A copy of the database.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Made">When it was made.</param>
/// <param name="IsDaily">Of a day or asked for, rather than before a change of the database's form.</param>
/// <param name="Bytes">Its size.</param>
public sealed record BackupFile(string Path, DateTimeOffset Made, bool IsDaily, long Bytes);
