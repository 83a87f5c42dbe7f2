using System.Globalization;
using Microsoft.Data.Sqlite;
using Simulator.Artifacts;

namespace Simulator.Store.Database;

/// <summary>
/// Tells a database in which nothing is yet from one that stands where another was: it notes when it was made, and files that are older
/// than it were another's.
/// </summary>
internal static class EmptyDatabase
{
    private const string MadeKey = "made";
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Notes when the database was made.</summary>
    public static void NoteMade(SqliteConnection connection, DateTimeOffset now)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR IGNORE INTO Settings (Key, Value) VALUES ($key, $value)";
        command.Parameters.AddWithValue("$key", MadeKey);
        command.Parameters.AddWithValue("$value", now.UtcTicks.ToString(CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
    }

    /// <summary>Whether it holds nothing of the files beside it, and they are older than it.</summary>
    public static bool IsStrangerTo(DataFolder folder)
    {
        using var connection = DatabaseCheck.Open(folder.Database);
        if (DatabaseCheck.Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'Settings'").Count == 0)
            return true;
        if (DatabaseCheck.Texts(connection, "SELECT 'x' FROM Series UNION ALL SELECT 'x' FROM Jobs LIMIT 1").Count > 0)
            return false;
        var made = DatabaseCheck.Texts(connection, $"SELECT Value FROM Settings WHERE Key = '{MadeKey}'");
        if (made.Count == 0)
            return DatabaseCheck.Texts(connection, "SELECT Key FROM Settings LIMIT 1").Count == 0;
        // What cannot be a time says nothing of files: the row's checksum names the damage.
        if (
            !long.TryParse(made[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks <= s_tolerance.Ticks
            || ticks > DateTime.MaxValue.Ticks
        )
            return false;
        var before = new DateTime(ticks, DateTimeKind.Utc) - s_tolerance;
        return StoreFiles.Series(folder).Concat(StoreFiles.Results(folder)).Any(f => f.LastWriteTimeUtc < before);
    }
}
