using System.IO.Hashing;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Simulator.Store.Database;

/// <summary>Whether a database file is what this program wrote: its pages, its indexes, its tables and every row.</summary>
internal static class DatabaseCheck
{
    private const int MostFindings = 5;
    private const string SchemaKey = "schema";

    /// <summary>What makes the file as a whole unusable, in a sentence; null where nothing does. The file is not changed.</summary>
    /// <param name="database">The file; no other process may be writing it.</param>
    /// <param name="inFull">Whether indexes are compared with their tables, too, which takes about a second for 200 MB.</param>
    /// <param name="isSameBoot">Whether the machine ran on since the last use, so that a log can only be whole or damaged;
    /// after a power cut its end may be missing.</param>
    /// <exception cref="SqliteException">SQLite cannot open it.</exception>
    public static string? Finding(string database, bool inFull = true, bool isSameBoot = false)
    {
        if (!HasHead(database))
            return "is not a SQLite database";
        var index = database + "-shm";
        if (WalCheck.Finding(database + "-wal", File.Exists(index) ? index : null, isSameBoot) is { } log)
            return $"is damaged: in its write-ahead log {database}-wal, {log}";
        return PagesFinding(database, inFull);
    }

    /// <summary>The same without the log, as for a database that others write.</summary>
    public static string? PagesFinding(string database, bool inFull = true)
    {
        using var connection = Open(database);
        var check = inFull ? "integrity_check" : "quick_check";
        var findings = Texts(connection, FormattableString.Invariant($"SELECT {check} FROM pragma_{check} LIMIT {MostFindings}"));
        if (findings is not ["ok"])
            return $"is damaged ({string.Join("; ", findings)})";
        return SchemaFinding(connection);
    }

    /// <summary>Rows that do not have the sum that they were written with: table and rowid.</summary>
    public static IReadOnlyList<(string Table, long Row)> DamagedRows(SqliteConnection connection)
    {
        RowSums.Define(connection);
        return [.. RowSums.Tables.SelectMany(t => RowSums.Differing(connection, t).Select(r => (t, r)))];
    }

    /// <summary>Notes the tables as they are now, to be compared at the next check.</summary>
    public static void NoteSchema(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "INSERT INTO Settings (Key, Value) VALUES ($key, $value) ON CONFLICT (Key) DO UPDATE SET Value = excluded.Value, Sum = NULL";
        command.Parameters.AddWithValue("$key", SchemaKey);
        command.Parameters.AddWithValue("$value", SchemaHash(connection));
        command.ExecuteNonQuery();
    }

    /// <summary>Whether the form of the tables has been noted.</summary>
    public static bool HasNotedSchema(string database)
    {
        using var connection = Open(database);
        return Texts(connection, $"SELECT Value FROM Settings WHERE Key = '{SchemaKey}'").Count > 0;
    }

    /// <summary>
    /// Forgets the form of the tables and the sums of their rows, before a migration changes both: a start that is killed in it finds
    /// nothing that it would take for damage, and notes them anew.
    /// </summary>
    public static void ForgetForm(string database)
    {
        using var connection = Open(database);
        using var transaction = connection.BeginTransaction();
        foreach (var table in RowSums.Tables.Append("Settings").Distinct())
        {
            if (!Texts(connection, $"SELECT name FROM pragma_table_info('{table}')").Contains(RowSums.Column))
                continue; // not there yet, or of a version without sums
            Execute(connection, $"UPDATE {table} SET {RowSums.Column} = NULL");
        }
        if (Texts(connection, "SELECT name FROM pragma_table_info('Settings')").Count > 0)
            Execute(connection, $"DELETE FROM Settings WHERE Key = '{SchemaKey}'");
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Notes the tables where they had been noted, with the sum of the row.</summary>
    public static void NoteSchemaAgain(SqliteConnection connection)
    {
        if (!Texts(connection, "SELECT name FROM pragma_table_info('Settings')").Contains(RowSums.Column))
            return;
        NoteSchema(connection);
        RowSums.RefreshMissing(connection);
    }

    /// <summary>A connection of its own to a database file, which leaves no file open behind it.</summary>
    public static SqliteConnection Open(string database, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = database,
                Mode = mode,
                Pooling = false,
                ForeignKeys = true,
            }.ToString()
        );
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The texts of a query's first column.</summary>
    public static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static bool HasHead(string database)
    {
        using var stream = new FileStream(database, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Span<byte> start = stackalloc byte[16];
        return stream.ReadAtLeast(start, 16, throwOnEndOfStream: false) == 16 && start.SequenceEqual("SQLite format 3\0"u8);
    }

    private static string? SchemaFinding(SqliteConnection connection)
    {
        if (Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'Settings'").Count == 0)
            return null;
        return Texts(connection, $"SELECT Value FROM Settings WHERE Key = '{SchemaKey}'") is [var noted] && noted != SchemaHash(connection)
            ? "is damaged: its tables are not those that it was made with"
            : null;
    }

    private static string SchemaHash(SqliteConnection connection) =>
        Convert.ToHexStringLower(
            XxHash128.Hash(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        Texts(
                            connection,
                            "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || sql FROM sqlite_master "
                                + "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
                        )
                    )
                )
            )
        );
}
