namespace Simulator.Store.Strategies;

/// <summary>
/// Strategies that people saved by name: rules of their own and ready ones with their parameters. Every save is a version.
/// </summary>
public interface IStrategyLibrary
{
    /// <summary>The newest version of each, by name.</summary>
    Task<IReadOnlyList<SavedStrategy>> ListAsync(CancellationToken cancellation);

    /// <summary>Every version of a name, the newest first; empty where there is none.</summary>
    Task<IReadOnlyList<SavedStrategy>> VersionsAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Saves the strategy's part of a spec under a name: a new version, unless the newest is the same already. Names differ by more than
    /// the case of their letters.
    /// </summary>
    /// <param name="name">1 to 80 characters.</param>
    /// <param name="json">The <c>strategy</c> member of a spec.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>The newest version.</returns>
    /// <exception cref="ArgumentException">An empty or too long name.</exception>
    Task<SavedStrategy> SaveAsync(string name, string json, CancellationToken cancellation);

    /// <summary>Saves the newest version of a name under another one that is free: “Trend”, “Trend 2”, …</summary>
    /// <exception cref="ArgumentException">No such name.</exception>
    Task<SavedStrategy> DuplicateAsync(string name, CancellationToken cancellation);

    /// <summary>Hides every version of a name; <see cref="RestoreAsync"/> undoes it. Simulations keep the spec that they ran.</summary>
    Task DeleteAsync(string name, CancellationToken cancellation);

    /// <summary>Undoes <see cref="DeleteAsync"/>.</summary>
    Task RestoreAsync(string name, CancellationToken cancellation);
}

/// <summary>One version of a saved strategy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">From 1.</param>
/// <param name="Json">The <c>strategy</c> member of a spec.</param>
/// <param name="Saved">When it was saved.</param>
public sealed record SavedStrategy(string Name, int Version, string Json, DateTimeOffset Saved);
