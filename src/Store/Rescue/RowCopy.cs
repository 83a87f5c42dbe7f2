using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Simulator.Store.Database;

namespace Simulator.Store.Rescue;

/// <summary>
/// Copies what can be read of a damaged database into a new one of the same form: each table from its first row until one cannot be read,
/// then from its last row back. Sums go along, so that the next start sets damaged rows aside.
/// </summary>
internal static class RowCopy
{
    private static readonly (string Table, string Column, string Owner)[] s_belongings =
    [
        ("Results", "JobId", "Jobs"),
        ("Curves", "JobId", "Jobs"),
        ("Links", "JobId", "Jobs"),
        ("SeriesVersions", "SeriesId", "Series"),
    ];

    private const string Tables =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' "
        + "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";

    /// <summary>Copies; says for each table how many rows there are.</summary>
    /// <exception cref="StoreException">Not even the list of its tables can be read.</exception>
    public static IReadOnlyList<string> Run(string from, string to)
    {
        try
        {
            using var source = DatabaseCheck.Open(from);
            Make(to, DatabaseCheck.Texts(source, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId").LastOrDefault());
            using var target = DatabaseCheck.Open(to);
            Run(target, "PRAGMA foreign_keys=OFF");
            var told = DatabaseCheck.Texts(target, Tables).Select(t => Copy(source, target, t)).ToList();
            told.AddRange(Homeless(target));
            DatabaseCheck.NoteSchemaAgain(target);
            Run(target, "PRAGMA journal_mode=DELETE");
            return told;
        }
        catch (SqliteException e)
        {
            throw new StoreException(
                $"database {from}: nothing of it can be read ({e.Message}). Nothing was changed. "
                    + "Remedy: './run store restore' puts a backup in its place, "
                    + "'./run store rebuild' makes a new one from the files of series and results.",
                e
            );
        }
    }

    private static void Make(string database, string? lastMigration)
    {
        using var context = new SimulatorContext(SimulatorContext.OptionsFor(database));
        context.GetService<IMigrator>().Migrate(lastMigration);
        SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
    }

    private static string Copy(SqliteConnection source, SqliteConnection target, string table)
    {
        using var transaction = target.BeginTransaction();
        var (forward, last, whole) = CopyRows(source, target, table, long.MinValue, isForward: true);
        var back = whole ? 0 : CopyRows(source, target, table, last, isForward: false).Rows;
        transaction.Commit();
        return whole
            ? FormattableString.Invariant($"{table}: {forward} rows")
            : FormattableString.Invariant($"{table}: {forward + back} rows; others could not be read");
    }

    private static (int Rows, long Last, bool IsWhole) CopyRows(
        SqliteConnection source,
        SqliteConnection target,
        string table,
        long bound,
        bool isForward
    )
    {
        var (rows, last) = (0, bound);
        using var read = source.CreateCommand();
        // Without an index: it may be what is damaged.
        read.CommandText =
            $"SELECT rowid AS \"row id\", * FROM {table} NOT INDEXED WHERE rowid > $bound "
            + $"ORDER BY rowid {(isForward ? "ASC" : "DESC")}";
        read.Parameters.AddWithValue("$bound", bound);
        using var reader = Readable(read.ExecuteReader);
        // Only what cannot be read is left out; a target that refuses, such as a full disk, ends the copy.
        while (reader is not null && Readable(() => (bool?)reader.Read()) is { } another)
        {
            if (!another)
                return (rows, last, true);
            Insert(target, table, reader);
            (rows, last) = (rows + 1, isForward ? reader.GetInt64(0) : last);
        }
        return (rows, last, false);
    }

    private static T? Readable<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException)
        {
            return default;
        }
    }

    private static void Insert(SqliteConnection target, string table, SqliteDataReader row)
    {
        using var insert = target.CreateCommand();
        var names = Enumerable.Range(1, row.FieldCount - 1).Select(i => $"\"{row.GetName(i)}\"").ToList();
        insert.CommandText =
            $"INSERT OR IGNORE INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select((_, i) => $"$v{i}"))})";
        for (var i = 1; i < row.FieldCount; i++)
            insert.Parameters.AddWithValue(FormattableString.Invariant($"$v{i - 1}"), row.GetValue(i));
        insert.ExecuteNonQuery();
    }

    // Results, curves and links of a job, and versions of a series, that could not be read would never be shown.
    private static IEnumerable<string> Homeless(SqliteConnection target)
    {
        var there = DatabaseCheck.Texts(target, Tables);
        foreach (var (table, column, owner) in s_belongings.Where(b => there.Contains(b.Table)))
        {
            using var command = target.CreateCommand();
            command.CommandText = $"DELETE FROM {table} WHERE {column} NOT IN (SELECT Id FROM {owner})";
            if (command.ExecuteNonQuery() is > 0 and var removed)
                yield return FormattableString.Invariant($"{table}: {removed} rows belong to nothing that could be read and were left out");
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
