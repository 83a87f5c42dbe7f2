using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Runs;
using Simulator.Store.Simulations;

namespace Simulator.Web.Searches;

/// <summary>Counts a search's choices of parameters as trials of its target.</summary>
public interface ISearchTrials
{
    /// <summary>Trials of the target besides those of the same search.</summary>
    Task<int> EarlierAsync(SearchRequest request, CancellationToken cancellation);

    /// <summary>Adds trials; the same search again counts once.</summary>
    Task AddAsync(SearchRequest request, long trials);
}

/// <summary>Keeps them in the store of the data folder.</summary>
internal sealed class SearchTrials(DataFolder folder) : ISearchTrials
{
    /// <inheritdoc/>
    public Task<int> EarlierAsync(SearchRequest request, CancellationToken cancellation) =>
        StoredTrials.CountAsync(folder, request.Spec.Data.Target, cancellation, HashOf(request));

    /// <inheritdoc/>
    public Task AddAsync(SearchRequest request, long trials) =>
        StoredTrials.RecordAsync(folder, request.Spec.Data.Target, HashOf(request), trials, CancellationToken.None);

    // Not the method: a walk-forward test over the choices of a sweep tries nothing new.
    private static string HashOf(SearchRequest request) =>
        ColumnarBlob.Hash(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    spec = SpecJson.Hash(request.Spec),
                    values = request.Values.OrderBy(v => v.Key, StringComparer.Ordinal),
                    where = request.Where,
                    rank = request.RankBy,
                }
            )
        );
}
