using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Upkeep;

/// <summary>Removes the rows of what was deleted, once it can no longer be undone; results, curves and links go with their job.</summary>
public sealed class DeletedThings(StoreReader reader, StoreWriter writer)
{
    // One transaction holds the writer for a moment only.
    private const int Batch = 100;

    /// <summary>How many jobs and series are deleted and still there.</summary>
    public Task<int> CountAsync(CancellationToken cancellation) =>
        reader.ReadAsync(async c =>
            await c.Jobs.CountAsync(j => j.Deleted != null, cancellation) + await c.Series.CountAsync(s => s.Deleted != null, cancellation)
        );

    /// <summary>Removes what was deleted before <paramref name="before"/>; returns how many jobs and series.</summary>
    public async Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var removed = 0;
        while (await RemoveSomeAsync(before, cancellation) is > 0 and var some)
            removed += some;
        return removed;
    }

    private Task<int> RemoveSomeAsync(DateTimeOffset before, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                // Trials stay: what was tried was tried, liked or not.
                var jobs = await c
                    .Jobs.Where(j => j.Deleted <= before)
                    .OrderBy(j => j.Id)
                    .Take(Batch)
                    .Select(j => j.Id)
                    .ToListAsync(cancellation);
                return await c.Jobs.Where(j => jobs.Contains(j.Id) && j.Deleted <= before).ExecuteDeleteAsync(cancellation)
                    + await c.Series.Where(s => s.Deleted <= before).ExecuteDeleteAsync(cancellation)
                    + await c.Strategies.Where(s => s.Deleted <= before).ExecuteDeleteAsync(cancellation);
            },
            cancellation
        );
}
