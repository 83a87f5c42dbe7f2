using Microsoft.EntityFrameworkCore;
using Simulator.Jobs;
using Simulator.Store.Database;

namespace Simulator.Store.Jobs;

/// <summary>Jobs as lists show them, newest first, and their results.</summary>
public sealed class JobLibrary(StoreReader reader, StoreWriter writer, BlobFolder blobs, TimeProvider time)
{
    /// <summary>A page of the list.</summary>
    /// <param name="kinds">Words of the kinds; null for all.</param>
    /// <param name="skip">Rows before the page.</param>
    /// <param name="take">Rows of the page.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<JobListPage> ListAsync(IReadOnlyList<string>? kinds, int skip, int take, CancellationToken cancellation) =>
        ListAsync(
            new JobQuery
            {
                Kinds = kinds,
                Skip = skip,
                Take = take,
            },
            cancellation
        );

    /// <summary>Some of the jobs that match, in the order that is asked for; with the number of all that match.</summary>
    public Task<JobListPage> ListAsync(JobQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return reader.ReadAsync(async c =>
        {
            var found = JobOrdering.Matching(c.Jobs.Where(j => j.Deleted == null), query);
            var rows = await RowsAsync(
                JobOrdering.Of(found, query.Order, query.Descending).Skip(query.Skip).Take(query.Take),
                cancellation
            );
            return new JobListPage(rows, await found.CountAsync(cancellation));
        });
    }

    /// <summary>Deleted jobs that can still be brought back, the last deleted first.</summary>
    /// <param name="kinds">Words of the kinds; null for all.</param>
    /// <param name="take">Jobs at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<IReadOnlyList<DeletedRow>> DeletedAsync(IReadOnlyList<string>? kinds, int take, CancellationToken cancellation) =>
        reader.ReadAsync<IReadOnlyList<DeletedRow>>(async c =>
            await c
                .Jobs.Where(j => j.Deleted != null && (kinds == null || kinds.Contains(j.Kind)))
                .OrderByDescending(j => j.Deleted)
                .Take(take)
                .Select(j => new DeletedRow(j.Id, j.Name, j.Deleted!.Value))
                .ToListAsync(cancellation)
        );

    /// <summary>A job, or null where there is none or it was deleted.</summary>
    public Task<StoredJob?> FindAsync(string id, CancellationToken cancellation) =>
        reader.ReadAsync(c => c.Jobs.FirstOrDefaultAsync(j => j.Id == id && j.Deleted == null, cancellation));

    /// <summary>A job's result, byte for byte as its worker made it, or null where there is none (yet).</summary>
    /// <exception cref="StoreException">Its file is missing or damaged.</exception>
    public async Task<byte[]?> ResultBytesAsync(string id, CancellationToken cancellation)
    {
        var hash = await reader.ReadAsync(c =>
            c.Jobs.Where(j => j.Id == id && j.Deleted == null).Select(j => j.Result!.BlobHash).FirstOrDefaultAsync(cancellation)
        );
        return hash is null ? null : await blobs.ReadAsync(hash, cancellation);
    }

    /// <summary>
    /// Deletes a job: from now on there is none, and its links open nothing. <see cref="RestoreAsync"/> undoes it until its rows and files
    /// are removed. False where there is none.
    /// </summary>
    public Task<bool> DeleteAsync(string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return SetDeletedAsync(id, isDeleted: false, now, cancellation);
    }

    /// <summary>Undoes <see cref="DeleteAsync"/>; false where it was not deleted, or too long ago.</summary>
    public Task<bool> RestoreAsync(string id, CancellationToken cancellation) => SetDeletedAsync(id, isDeleted: true, null, cancellation);

    private static async Task<IReadOnlyList<JobRow>> RowsAsync(IQueryable<StoredJob> jobs, CancellationToken cancellation)
    {
        var rows = await jobs.Select(j => new
            {
                j.Id,
                j.Kind,
                j.Name,
                j.Target,
                j.Strategy,
                j.State,
                j.Priority,
                j.Created,
                j.IsSynthetic,
                j.Result,
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(j => new JobRow(
                j.Id,
                j.Kind,
                j.Name,
                j.Target,
                j.Strategy,
                j.State,
                j.Priority,
                j.Created,
                j.Result?.Runs ?? 0,
                j.Result?.FigureKey,
                j.Result?.Figure ?? double.NaN,
                j.Result?.ResultHash,
                j.IsSynthetic,
                j.Result?.Sentence
            )),
        ];
    }

    private Task<bool> SetDeletedAsync(string id, bool isDeleted, DateTimeOffset? deleted, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
                await c
                    .Jobs.Where(j => j.Id == id && (j.Deleted != null) == isDeleted)
                    .ExecuteUpdateAsync(u => u.SetProperty(j => j.Deleted, deleted), cancellation) > 0,
            cancellation
        );
}

/// <summary>A page of jobs.</summary>
public sealed record JobListPage(IReadOnlyList<JobRow> Rows, int Total);

/// <summary>A line of the list; the figure is NaN where there is none.</summary>
public sealed record JobRow(
    string Id,
    string Kind,
    string Name,
    string Target,
    string Strategy,
    JobState State,
    int Priority,
    DateTimeOffset Created,
    long Runs,
    string? FigureKey,
    double Figure,
    string? ResultHash,
    bool IsSynthetic,
    string? Sentence
);
