using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Simulator.Store.Database;

/// <summary>
/// The only writer: changes run here one after the other, each in a transaction that is kept whole or not at all. It never
/// blocks readers (write-ahead log). It waits for another process that writes (an import at the terminal).
/// </summary>
public sealed class StoreWriter(DbContextOptions<SimulatorContext> options, string database) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Runs <paramref name="write"/> and commits; what it returns is stored when this returns.</summary>
    /// <exception cref="StoreException">The database refused; nothing of the change was kept.</exception>
    public async Task<T> WriteAsync<T>(Durability durability, Func<SimulatorContext, Task<T>> write, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            // An open connection would go on writing into a file that has no name any more, and the change would be lost with it.
            if (!File.Exists(database))
                throw StoreException.Gone(database);
            await using var context = new SimulatorContext(options);
            await context.Database.OpenConnectionAsync(cancellation);
            RowSums.Keep((SqliteConnection)context.Database.GetDbConnection());
            if (durability == Durability.Disk)
                await context.Database.ExecuteSqlRawAsync("PRAGMA synchronous=FULL", cancellation);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            var answer = await write(context);
            await context.SaveChangesAsync(cancellation);
            // From here on the change is committed, even if the caller cancels.
            await transaction.CommitAsync(CancellationToken.None);
            return answer;
        }
        catch (SqliteException e)
        {
            throw StoreException.From(e, database);
        }
        catch (DbUpdateException e) when (e.InnerException is SqliteException inner)
        {
            throw StoreException.From(inner, database);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs <paramref name="write"/> and commits.</summary>
    public Task WriteAsync(Durability durability, Func<SimulatorContext, Task> write, CancellationToken cancellation) =>
        WriteAsync(
            durability,
            async context =>
            {
                await write(context);
                return true;
            },
            cancellation
        );

    /// <summary>Gives the room of removed rows back to the disk. It needs the size of the database again for a moment.</summary>
    /// <exception cref="StoreException">The database refused; it is as it was.</exception>
    public async Task CompactAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await using var context = new SimulatorContext(options);
            await context.Database.ExecuteSqlRawAsync("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
        }
        catch (SqliteException e)
        {
            throw StoreException.From(e, database);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
