using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Store.Simulations;

/// <summary>Counts a folder's simulations without opening its store: nothing is made, migrated or written, and a server may have it open.</summary>
public static class StoredTrials
{
    /// <summary>How many simulations of a target were run to the end; 0 where there is no database yet.</summary>
    /// <exception cref="StoreException">The database cannot be read.</exception>
    public static async Task<int> CountAsync(DataFolder folder, string target, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.Database))
            return 0;
        var reader = new StoreReader(SimulatorContext.OptionsFor(folder.Database, readOnly: true), folder.Database);
        return await SimulationLibrary.TrialsAsync(reader, target, cancellation);
    }
}
