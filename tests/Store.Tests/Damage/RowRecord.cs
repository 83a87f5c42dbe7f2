using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Simulator.Tests.Store.Damage;

/// <summary>Every row of a database's tables by its number, read beside the store's own code; how another differs from it.</summary>
internal sealed class RowRecord
{
    private static readonly string[] s_tables =
    [
        "Series",
        "SeriesVersions",
        "Jobs",
        "Results",
        "Curves",
        "Links",
        "Settings",
        "Trials",
        "MarketNames",
    ];

    private readonly Dictionary<string, Dictionary<long, string>> _rows;
    private readonly Dictionary<string, int> _setAside;
    private readonly HashSet<string> _jobsOfResults;

    private RowRecord(SqliteConnection connection)
    {
        _rows = s_tables.ToDictionary(t => t, t => Rows(connection, t), StringComparer.Ordinal);
        var aside = Texts(connection, "SELECT TableName || ' ' || Name FROM SetAside");
        _setAside = aside.GroupBy(a => a.Split(' ')[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count());
        _jobsOfResults = [.. Texts(connection, "SELECT json_extract(RowJson, '$.JobId') FROM SetAside WHERE TableName = 'Results'")];
    }

    /// <summary>Reads a database.</summary>
    public static RowRecord Of(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        return new RowRecord(connection);
    }

    /// <summary>
    /// What is wrong with a database that was damaged and opened: a row that was not set aside is missing, is another or is new. A job
    /// whose result was set aside has failed, which is right.
    /// </summary>
    public IEnumerable<string> Faults(RowRecord opened)
    {
        foreach (var table in s_tables)
        {
            var (before, now) = (_rows[table], opened._rows[table]);
            var missing = before.Keys.Count(row => !now.ContainsKey(row));
            var aside = opened._setAside.GetValueOrDefault(table);
            if (missing != aside)
                yield return FormattableString.Invariant($"{missing} rows of {table} are gone and {aside} were set aside");
            foreach (var (row, content) in now)
            {
                if (!before.TryGetValue(row, out var was))
                    yield return FormattableString.Invariant($"row {row} of {table} was not there before");
                else if (
                    was != content
                    && !(table == "Jobs" && opened._jobsOfResults.Any(j => content.Contains(j, StringComparison.Ordinal)))
                )
                    yield return FormattableString.Invariant($"row {row} of {table} is '{content}', was '{was}'");
            }
        }
    }

    private static Dictionary<long, string> Rows(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT rowid AS \"row id\", * FROM {table} NOT INDEXED";
        using var reader = command.ExecuteReader();
        var rows = new Dictionary<long, string>();
        while (reader.Read())
            rows[reader.GetInt64(0)] = string.Join('|', Enumerable.Range(1, reader.FieldCount - 1).Select(i => Text(reader.GetValue(i))));
        return rows;
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
