using Microsoft.Data.Sqlite;

namespace Simulator.Tests.Store.Damage;

/// <summary>
/// Keeps the write-ahead log of a database as it grows. The last connection that closes empties it, and a test that clears the pools of the
/// process closes the connections of all. A connection counts from its first read on.
/// </summary>
internal sealed class HeldLog : IDisposable
{
    private readonly SqliteConnection _connection;

    public HeldLog(string database)
    {
        _connection = new SqliteConnection($"Data Source={database};Pooling=False");
        _connection.Open();
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_schema";
        command.ExecuteScalar();
    }

    public void Dispose() => _connection.Dispose();
}
