namespace Simulator.Store.Sharing;

/// <summary>
/// Read-only links to a result. A token has 160 random bits and is stored as a hash: it is shown only once, when it is created.
/// </summary>
public interface IShareLinks
{
    /// <summary>Creates a link; only the return value has the token.</summary>
    Task<NewShareLink> CreateAsync(string simulationId, TimeSpan? lifetime, CancellationToken cancellation);

    /// <summary>Links of a simulation, newest first.</summary>
    Task<IReadOnlyList<ShareLinkRow>> ListAsync(string? simulationId, CancellationToken cancellation);

    /// <summary>Revokes a link at once.</summary>
    Task RevokeAsync(long linkId, CancellationToken cancellation);

    /// <summary>Undoes <see cref="RevokeAsync"/>: the same link opens the report again, unless its time is over.</summary>
    Task RestoreAsync(long linkId, CancellationToken cancellation);

    /// <summary>
    /// The simulation that a token opens; null for a wrong, expired or revoked one, and for one of a deleted simulation.
    /// The view is counted soon after, on a best-effort basis.
    /// </summary>
    Task<string?> FindAsync(string token, CancellationToken cancellation);

    /// <summary>As <see cref="FindAsync(string, CancellationToken)"/>; counts a view only where it is one.</summary>
    Task<string?> FindAsync(string token, bool isView, CancellationToken cancellation);
}

/// <summary>A new link.</summary>
public sealed record NewShareLink(long Id, string Token);

/// <summary>A link as listed.</summary>
public sealed record ShareLinkRow(
    long Id,
    string SimulationId,
    string SimulationName,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    DateTimeOffset? Revoked,
    int Views
);
