using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Upkeep;

/// <summary>
/// Removes the rows of what was deleted, once it can no longer be undone; results, curves and links go with their job, drawings with their
/// series.
/// </summary>
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

    /// <summary>
    /// What was deleted in the future, before the clock was put back, counts as deleted now: it would stay until the clock is there again.
    /// </summary>
    public async Task ForgetFutureAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (
            !await reader.ReadAsync(async c => await c.Jobs.AnyAsync(j => j.Deleted > now) || await c.Series.AnyAsync(s => s.Deleted > now))
        )
            return;
        DateTimeOffset? deleted = now;
        await writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                await c.Jobs.Where(j => j.Deleted > now).ExecuteUpdateAsync(u => u.SetProperty(j => j.Deleted, deleted), cancellation);
                await c.Series.Where(s => s.Deleted > now).ExecuteUpdateAsync(u => u.SetProperty(s => s.Deleted, deleted), cancellation);
            },
            cancellation
        );
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
                await c
                    .Drawings.Where(d => c.Series.Any(s => s.Symbol == d.Symbol && s.Deleted <= before))
                    .ExecuteDeleteAsync(cancellation);
                return await c.Jobs.Where(j => jobs.Contains(j.Id) && j.Deleted <= before).ExecuteDeleteAsync(cancellation)
                    + await c.Series.Where(s => s.Deleted <= before).ExecuteDeleteAsync(cancellation)
                    + await c.Strategies.Where(s => s.Deleted <= before).ExecuteDeleteAsync(cancellation);
            },
            cancellation
        );
}
