using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Simulator.Store.Database;

/// <summary>
/// Takes rows that cannot be used out of their tables, so that one of them stops neither the start nor a list. Whole and named they are
/// kept in the table <c>SetAside</c>.
/// </summary>
internal static class SetAsideRows
{
    // Rows that go with the row that they belong to: its table, its key, theirs and its name in theirs.
    private static readonly (string Parent, string Key, string Child, string Column)[] s_belongings =
    [
        ("Jobs", "Id", "Results", "JobId"),
        ("Jobs", "Id", "Curves", "JobId"),
        ("Jobs", "Id", "Links", "JobId"),
        ("Series", "Id", "SeriesVersions", "SeriesId"),
    ];

    /// <summary>Sets a row aside, with what belongs to it, and says what it was.</summary>
    /// <param name="connection">A connection whose transaction the caller commits.</param>
    /// <param name="table">The table.</param>
    /// <param name="row">Its rowid.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="now">When.</param>
    public static string? Take(SqliteConnection connection, string table, long row, string reason, DateTimeOffset now)
    {
        if (Read(connection, table, row) is not { } values)
            return null; // went with the row that it belonged to
        var name = NameOf(table, values);
        foreach (var (_, key, child, column) in s_belongings.Where(b => b.Parent == table))
            KeepBelongings(connection, child, column, values[key]?.ToString() ?? "", $"it belongs to what was set aside: {reason}", now);
        Keep(connection, table, name, values, reason, now);
        Run(connection, $"DELETE FROM {table} WHERE rowid = $row", ("$row", row));
        if (table == "Results")
            FailJob(connection, values, now);
        return $"{Word(table)} {name}: {reason}";
    }

    private static void KeepBelongings(
        SqliteConnection connection,
        string table,
        string column,
        string key,
        string reason,
        DateTimeOffset now
    )
    {
        var rows = new List<long>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT rowid FROM {table} WHERE {column} = $key";
            command.Parameters.AddWithValue("$key", key);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(reader.GetInt64(0));
        }
        foreach (var row in rows)
        {
            if (Read(connection, table, row) is { } values)
                Keep(connection, table, NameOf(table, values), values, reason, now);
        }
    }

    // A run that says it succeeded and has no result would show nothing.
    private static void FailJob(SqliteConnection connection, JsonObject result, DateTimeOffset now) =>
        Run(
            connection,
            "UPDATE Jobs SET State = 'Failed', Reason = $reason WHERE Id = $job AND State = 'Succeeded'",
            (
                "$reason",
                "the entry of its result in the database was damaged and was set aside on "
                    + $"{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; "
                    + "run it again to get the same result"
            ),
            ("$job", result["JobId"]?.ToString() ?? "")
        );

    private static void Keep(
        SqliteConnection connection,
        string table,
        string name,
        JsonObject values,
        string reason,
        DateTimeOffset now
    ) =>
        Run(
            connection,
            "INSERT INTO SetAside (TableName, Name, Reason, RowJson, Found) VALUES ($table, $name, $reason, $row, $found)",
            ("$table", table),
            ("$name", name),
            ("$reason", reason),
            ("$row", values.ToJsonString()),
            ("$found", now.UtcTicks)
        );

    private static JsonObject? Read(SqliteConnection connection, string table, long row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE rowid = $row";
        command.Parameters.AddWithValue("$row", row);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        var values = new JsonObject();
        for (var i = 0; i < reader.FieldCount; i++)
            values[reader.GetName(i)] = Json(reader.GetValue(i));
        return values;
    }

    private static JsonValue? Json(object value) =>
        value switch
        {
            long whole => JsonValue.Create(whole),
            double real => double.IsFinite(real) ? JsonValue.Create(real) : JsonValue.Create(real.ToString(CultureInfo.InvariantCulture)),
            byte[] blob => JsonValue.Create(Convert.ToBase64String(blob)),
            string text => JsonValue.Create(text),
            _ => null,
        };

    private static string NameOf(string table, JsonObject values)
    {
        string Text(string column) => values[column]?.ToString() ?? "?";
        return table switch
        {
            "Series" => Text("Symbol"),
            "SeriesVersions" => $"of series number {Text("SeriesId")}",
            "Jobs" => $"{Text("Id")} ({Text("Name")})",
            "Settings" => Text("Key"),
            "Trials" => $"of {Text("Target")}",
            "MarketNames" or "Drawings" => Text("Symbol"),
            _ => $"of job {Text("JobId")}",
        };
    }

    private static string Word(string table) =>
        table switch
        {
            "Series" => "series",
            "SeriesVersions" => "earlier version",
            "Jobs" => "job",
            "Curves" => "learning curves",
            "Results" => "result",
            "Links" => "share link",
            "Strategies" => "saved strategy",
            "Trials" => "trials",
            "MarketNames" => "market name",
            "Drawings" => "drawings",
            _ => "setting",
        };

    private static void Run(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
