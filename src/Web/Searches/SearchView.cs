using Simulator.Store.Searches;

namespace Simulator.Web.Searches;

/// <summary>What is known of a search at a moment.</summary>
/// <param name="Id">Its id, in the page's address.</param>
/// <param name="State">Its state.</param>
/// <param name="Request">What is searched; null where an earlier version stored it in a form that is no longer known.</param>
/// <param name="Created">When it was asked for.</param>
public sealed record SearchView(string Id, SearchState State, SearchRequest? Request, DateTimeOffset Created)
{
    /// <summary>How far it is; null before anything was done.</summary>
    public SearchProgress? Progress { get; init; }

    /// <summary>What it found, in part where it was stopped; null for nothing (yet).</summary>
    public SearchFindings? Findings { get; init; }

    /// <summary>Why it has none, or not all.</summary>
    public string? Reason { get; init; }

    /// <summary>Nothing more comes.</summary>
    public bool HasEnded => State is not (SearchState.Queued or SearchState.Running);
}
