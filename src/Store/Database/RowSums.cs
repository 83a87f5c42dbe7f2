using System.IO.Hashing;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Simulator.Store.Database;

/// <summary>
/// A checksum in every row, because SQLite has none: a bit that changed in a stored text or number would otherwise be another text or
/// number. The writer's connection keeps the column <c>Sum</c> of a row up to date by temporary triggers, whatever statement changed the
/// row. A row without one was written by an earlier version or by hand.
/// </summary>
internal static class RowSums
{
    /// <summary>The column that holds it.</summary>
    public const string Column = "Sum";

    private const string Function = "row_sum";

    /// <summary>Tables whose rows have one.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    ["Series", "SeriesVersions", "Jobs", "Curves", "Results", "Links", "Trials", "MarketNames", "Strategies", "Drawings", "Settings"];

    /// <summary>Makes a connection keep the sums of the rows that it changes.</summary>
    public static void Keep(SqliteConnection connection)
    {
        Define(connection);
        // A connection from the pool has them from its use before.
        if (DatabaseCheck.Texts(connection, "SELECT name FROM sqlite_temp_master WHERE type = 'trigger' LIMIT 1").Count > 0)
            return;
        foreach (var table in Tables)
        {
            var columns = ColumnsOf(connection, table);
            if (columns.Count == 0)
                continue;
            var refresh = $"BEGIN UPDATE {table} SET {Column} = {Call(columns)} WHERE rowid = NEW.rowid; END";
            Run(connection, $"CREATE TEMP TRIGGER IF NOT EXISTS Sum_{table}_Insert AFTER INSERT ON main.{table} {refresh}");
            Run(
                connection,
                $"CREATE TEMP TRIGGER IF NOT EXISTS Sum_{table}_Update AFTER UPDATE OF {string.Join(", ", columns)} "
                    + $"ON main.{table} {refresh}"
            );
        }
    }

    /// <summary>Makes the sum known to a connection.</summary>
    public static void Define(SqliteConnection connection) => connection.CreateFunction(Function, (object?[] values) => Of(values), true);

    /// <summary>Sums every row anew; for after the columns of tables changed.</summary>
    public static void RefreshAll(SqliteConnection connection) => Refresh(connection, "");

    /// <summary>Sums the rows that have no sum.</summary>
    public static void RefreshMissing(SqliteConnection connection) => Refresh(connection, $" WHERE {Column} IS NULL");

    /// <summary>The rows of a table that do not have the sum that they were written with, by their rowid.</summary>
    public static IReadOnlyList<long> Differing(SqliteConnection connection, string table)
    {
        var columns = ColumnsOf(connection, table);
        return columns.Count == 0
            ? []
            : RowIds(connection, $"SELECT rowid FROM {table} WHERE {Column} IS NOT NULL AND {Column} IS NOT {Call(columns)}");
    }

    /// <summary>Rows without a sum, by their rowid.</summary>
    public static IReadOnlyList<long> Missing(SqliteConnection connection, string table) =>
        ColumnsOf(connection, table).Count == 0 ? [] : RowIds(connection, $"SELECT rowid FROM {table} WHERE {Column} IS NULL");

    /// <summary>The sum of a row's values, in the order of their columns.</summary>
    private static long Of(object?[] values)
    {
        var hash = new XxHash3();
        Span<byte> head = stackalloc byte[9];
        foreach (var value in values)
        {
            var (kind, bits, bytes) = value switch
            {
                long whole => ((byte)1, whole, null),
                double real => ((byte)2, BitConverter.DoubleToInt64Bits(real), null),
                string text => ((byte)3, 0L, Encoding.UTF8.GetBytes(text)),
                byte[] blob => ((byte)4, 0L, blob),
                _ => ((byte)0, 0L, null),
            };
            head[0] = kind;
            BitConverter.TryWriteBytes(head[1..], bytes?.Length ?? bits);
            hash.Append(head);
            hash.Append(bytes.AsSpan());
        }
        return (long)hash.GetCurrentHashAsUInt64();
    }

    private static void Refresh(SqliteConnection connection, string where)
    {
        Define(connection);
        foreach (var table in Tables)
        {
            var columns = ColumnsOf(connection, table);
            if (columns.Count > 0)
                Run(connection, $"UPDATE {table} SET {Column} = {Call(columns)}{where}");
        }
    }

    /// <summary>The summed columns of a table; none where it is not there or has no sums yet.</summary>
    private static List<string> ColumnsOf(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}') ORDER BY cid";
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
            columns.Add(reader.GetString(0));
        return columns.Remove(Column) ? [.. columns.Select(c => $"\"{c}\"")] : [];
    }

    private static string Call(IEnumerable<string> columns) => $"{Function}({string.Join(", ", columns)})";

    private static List<long> RowIds(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var ids = new List<long>();
        while (reader.Read())
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
