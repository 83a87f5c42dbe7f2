using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Simulator.Store.Database;

/// <summary>Reads: each uses its own context, without tracking, and never waits for the writer.</summary>
public sealed class StoreReader(DbContextOptions<SimulatorContext> options, string database)
{
    /// <summary>Queries the store.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public async Task<T> ReadAsync<T>(Func<SimulatorContext, Task<T>> read)
    {
        try
        {
            await using var context = Context();
            return await read(context);
        }
        catch (SqliteException e)
        {
            throw StoreException.From(e, database);
        }
    }

    /// <summary>A synchronous query; a row by its key takes microseconds.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public T Read<T>(Func<SimulatorContext, T> read)
    {
        try
        {
            using var context = Context();
            return read(context);
        }
        catch (SqliteException e)
        {
            throw StoreException.From(e, database);
        }
    }

    private SimulatorContext Context() => new(options) { ChangeTracker = { QueryTrackingBehavior = QueryTrackingBehavior.NoTracking } };
}
