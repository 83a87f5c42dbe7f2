using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Store.Searches;

/// <summary>
/// Searches for parameters, newest first, and what they found. A change of state names the state that it is made from: one that comes
/// too late changes nothing and answers false.
/// </summary>
public sealed class SearchLibrary(StoreReader reader, StoreWriter writer, BlobFolder blobs, TimeProvider time)
{
    /// <summary>Adds a queued search with what its series are now; it is on disk when this returns.</summary>
    public async Task<StoredSearch> AddAsync(NewSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        return await writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var (series, synthetic) = await SeriesHashes.OfAsync(c, search.Data, cancellation);
                var row = new StoredSearch
                {
                    Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
                    Name = search.Name,
                    Target = search.Data.Target,
                    Method = search.Method,
                    State = SearchState.Queued,
                    RequestJson = search.RequestJson,
                    SeriesJson = series,
                    IsSynthetic = synthetic,
                    EarlierTrials = search.EarlierTrials,
                    Created = time.GetUtcNow(),
                };
                c.Searches.Add(row);
                return row;
            },
            cancellation
        );
    }

    /// <summary>At the server's start: what was running waits again, unless it was begun so often; all that wait, oldest first.</summary>
    /// <param name="mostAttempts">Times that a search is begun before it is left as interrupted.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<IReadOnlyList<StoredSearch>> RecoverAsync(int mostAttempts, CancellationToken cancellation) =>
        writer.WriteAsync<IReadOnlyList<StoredSearch>>(
            Durability.Disk,
            async c =>
            {
                foreach (var row in await c.Searches.Where(s => s.State == SearchState.Running).ToListAsync(cancellation))
                {
                    if (row.Attempt < mostAttempts)
                        row.State = SearchState.Queued;
                    else
                        End(row, SearchState.Interrupted, FormattableString.Invariant($"the server ended under it {row.Attempt} times"));
                }
                await c.SaveChangesAsync(cancellation);
                return await c
                    .Searches.AsNoTracking()
                    .Where(s => s.State == SearchState.Queued)
                    .OrderBy(s => s.Created)
                    .ThenBy(s => s.Id)
                    .ToListAsync(cancellation);
            },
            cancellation
        );

    /// <summary>Begins a queued search; false when it no longer waits.</summary>
    public Task<bool> TryStartAsync(string id, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            [SearchState.Queued],
            row =>
            {
                row.State = SearchState.Running;
                row.Attempt++;
                row.Started = time.GetUtcNow();
            },
            cancellation
        );

    /// <summary>The server stops tidily: a running search waits for the next one, and was not begun in vain.</summary>
    public Task<bool> TryLeaveAsync(string id, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            [SearchState.Running],
            row =>
            {
                row.State = SearchState.Queued;
                row.Attempt--;
            },
            cancellation
        );

    /// <summary>Stores what was found and ends the search, both or neither; false when it had ended.</summary>
    public Task<bool> TryEndAsync(string id, SearchEnding ending, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ending);
        var blob = ending.Content is { } content ? blobs.Write(content) : null;
        return ChangeAsync(
            id,
            [SearchState.Queued, SearchState.Running],
            row =>
            {
                End(row, ending.State, ending.Reason);
                (row.BlobHash, row.Runs, row.FigureKey, row.Sentence) = (blob, ending.Runs, ending.FigureKey, ending.Sentence);
                row.Figure = double.IsFinite(ending.Figure) ? ending.Figure : null;
            },
            cancellation
        );
    }

    /// <summary>A page of the list, newest first.</summary>
    public Task<SearchPage> ListAsync(int skip, int take, CancellationToken cancellation) =>
        reader.ReadAsync(async c =>
        {
            var searches = c.Searches.Where(s => s.Deleted == null);
            var rows = await searches
                .OrderByDescending(s => s.Created)
                .ThenByDescending(s => s.Id)
                .Skip(skip)
                .Take(take)
                .Select(s => new
                {
                    s.Id,
                    s.Name,
                    s.Target,
                    s.Method,
                    s.State,
                    s.Created,
                    s.Runs,
                    s.FigureKey,
                    s.Figure,
                    s.IsSynthetic,
                    s.Sentence,
                })
                .ToListAsync(cancellation);
            return new SearchPage(
                [
                    .. rows.Select(s => new SearchRow(
                        s.Id,
                        s.Name,
                        s.Target,
                        s.Method,
                        s.State,
                        s.Created,
                        s.Runs,
                        s.FigureKey,
                        s.Figure ?? double.NaN,
                        s.IsSynthetic,
                        s.Sentence
                    )),
                ],
                await searches.CountAsync(cancellation)
            );
        });

    /// <summary>A search, hidden ones too, or null.</summary>
    public Task<StoredSearch?> FindAsync(string id, CancellationToken cancellation) =>
        reader.ReadAsync(c => c.Searches.FirstOrDefaultAsync(s => s.Id == id, cancellation));

    /// <summary>What a search found, byte for byte as it was stored, or null where there is nothing (yet).</summary>
    /// <exception cref="StoreException">Its file is missing or damaged.</exception>
    public async Task<byte[]?> ContentAsync(StoredSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        return search.BlobHash is { } hash ? await blobs.ReadAsync(hash, cancellation) : null;
    }

    /// <summary>Hides a search from the list; <see cref="RestoreAsync"/> undoes it. Its trials stay counted.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellation) => SetDeletedAsync(id, time.GetUtcNow(), cancellation);

    /// <summary>Undoes <see cref="DeleteAsync"/>.</summary>
    public Task RestoreAsync(string id, CancellationToken cancellation) => SetDeletedAsync(id, null, cancellation);

    private Task<int> SetDeletedAsync(string id, DateTimeOffset? deleted, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
                await c.Searches.Where(s => s.Id == id).ExecuteUpdateAsync(u => u.SetProperty(s => s.Deleted, deleted), cancellation),
            cancellation
        );

    private Task<bool> ChangeAsync(string id, SearchState[] from, Action<StoredSearch> change, CancellationToken cancellation) =>
        writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var row = await c.Searches.FirstOrDefaultAsync(s => s.Id == id, cancellation);
                if (row is null || !from.Contains(row.State))
                    return false;
                change(row);
                return true;
            },
            cancellation
        );

    private void End(StoredSearch row, SearchState state, string? reason)
    {
        row.State = state;
        row.Reason = reason;
        row.Ended = time.GetUtcNow();
    }
}
