using Microsoft.Data.Sqlite;
using Simulator.Artifacts;
using Simulator.Store;

namespace Simulator.Tests.Store;

/// <summary>A data folder of its own under the temporary folder, removed afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("simulator-store-").FullName;

    public string Path { get; }

    public DataFolder Data => new(Path);

    public SimulatorStore Open(TimeProvider? time = null) => SimulatorStore.Open(Data, time ?? TimeProvider.System);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories).Append(Path))
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(
                    file,
                    File.GetUnixFileMode(file) | UnixFileMode.UserWrite | UnixFileMode.UserRead | UnixFileMode.UserExecute
                );
        Directory.Delete(Path, recursive: true);
    }
}

/// <summary>A clock that stands until it is moved.</summary>
public sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Plain SQL beside the store's own code, to see what is really in the file.</summary>
public static class PlainSql
{
    public static object? Scalar(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public static IReadOnlyList<string> Rows(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(
                string.Join(
                    '|',
                    Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetValue(i).ToString())
                )
            );
        return rows;
    }
}
