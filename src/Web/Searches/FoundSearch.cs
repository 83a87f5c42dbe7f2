using System.Text.Json;
using Simulator.Kinds;
using Simulator.Searches;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Searches;

/// <summary>A stored search: what was asked, and what it found.</summary>
/// <param name="Request">What was asked; null where an earlier version stored it in a form that is no longer known.</param>
/// <param name="Findings">What it found, in part where it was stopped; null for nothing (yet).</param>
/// <param name="Unreadable">Why what it found cannot be shown; null where it can.</param>
public sealed record FoundSearch(SearchRequest? Request, SearchFindings? Findings, string? Unreadable)
{
    /// <summary>Whether the data folder has a search of this id.</summary>
    public static async Task<bool> IsThereAsync(JobLibrary library, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(library);
        return await library.FindAsync(id, cancellation) is { } row && BuiltInKinds.All.Find(row.Kind) is SearchKind;
    }

    /// <summary>The search of an id; null where the data folder has none.</summary>
    public static async Task<FoundSearch?> ReadAsync(JobLibrary library, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(library);
        if (await library.FindAsync(id, cancellation) is not { } row || BuiltInKinds.All.Find(row.Kind) is not SearchKind kind)
            return null;
        var request = (SearchRequest?)kind.Read(row.RequestJson);
        try
        {
            var content = await library.ResultBytesAsync(id, cancellation);
            return new FoundSearch(request, content is null ? null : SearchFindings.FromBytes(content), null);
        }
        catch (StoreException e)
        {
            return new FoundSearch(request, null, e.Message);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return new FoundSearch(
                request,
                null,
                "its results have a format that this version cannot read; start it again to get the same results"
            );
        }
    }
}
