using Microsoft.Data.Sqlite;

namespace Simulator.Store.Database;

/// <summary>Whether rows without a sum can be read: values of the declared types, states that exist, documents that are JSON.</summary>
internal static class RowForm
{
    private static readonly (string Table, string Column)[] s_documents =
    [
        ("Jobs", "StagesJson"),
        ("Jobs", "SeriesJson"),
        ("Series", "QualityJson"),
        ("Drawings", "Json"),
    ];

    private static readonly Dictionary<string, string> s_conditions = new(StringComparer.Ordinal)
    {
        ["Jobs"] = $"State NOT IN ({string.Join(", ", Enum.GetNames<Simulator.Jobs.JobState>().Select(n => $"'{n}'"))})",
        ["Series"] = $"Kind NOT IN ({string.Join(", ", Enum.GetNames<Simulator.Markets.SeriesKind>().Select(n => $"'{n}'"))})",
    };

    /// <summary>Rows of a table that have no sum and cannot be read, by rowid, and why.</summary>
    public static IReadOnlyList<(long Row, string Reason)> Unreadable(SqliteConnection connection, string table)
    {
        var conditions = TypeConditions(connection, table);
        if (s_conditions.TryGetValue(table, out var words))
            conditions.Add((words, "it says a state or kind that does not exist"));
        foreach (var (_, column) in s_documents.Where(d => d.Table == table))
            conditions.Add(($"({column} IS NOT NULL AND NOT json_valid({column}))", $"its {column} is not JSON"));
        return
        [
            .. conditions
                .SelectMany(c =>
                    Rows(connection, $"SELECT rowid FROM {table} WHERE {RowSums.Column} IS NULL AND {c.Sql}").Select(r => (r, c.Why))
                )
                .DistinctBy(r => r.r),
        ];
    }

    private static List<(string Sql, string Why)> TypeConditions(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name, type FROM pragma_table_info('{table}')";
        using var reader = command.ExecuteReader();
        var conditions = new List<(string, string)>();
        while (reader.Read())
        {
            var allowed = reader.GetString(1) switch
            {
                "TEXT" => "'text'",
                "INTEGER" => "'integer'",
                "REAL" => "'real', 'integer'",
                _ => "'blob'",
            };
            conditions.Add(
                ($"typeof(\"{reader.GetString(0)}\") NOT IN ('null', {allowed})", $"its {reader.GetString(0)} has another type")
            );
        }
        return conditions;
    }

    private static List<long> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<long>();
        while (reader.Read())
            rows.Add(reader.GetInt64(0));
        return rows;
    }
}
