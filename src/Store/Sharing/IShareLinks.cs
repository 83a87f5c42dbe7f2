namespace Simulator.Store.Sharing;

/// <summary>Read-only links to a result. A token has 160 random bits and is stored hashed: it is shown once, when it is made.</summary>
public interface IShareLinks
{
    /// <summary>Makes a link; the token is in the return value and nowhere else.</summary>
    Task<NewShareLink> CreateAsync(string simulationId, TimeSpan? lifetime, CancellationToken cancellation);

    /// <summary>Links of a simulation, newest first.</summary>
    Task<IReadOnlyList<ShareLinkRow>> ListAsync(string? simulationId, CancellationToken cancellation);

    /// <summary>Revokes a link at once.</summary>
    Task RevokeAsync(long linkId, CancellationToken cancellation);

    /// <summary>
    /// The simulation a token opens; null alike for wrong, expired and revoked. The view is counted soon after, as well as can be.
    /// </summary>
    Task<string?> FindAsync(string token, CancellationToken cancellation);
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
