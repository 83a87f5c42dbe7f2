using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Store.Database;

namespace Simulator.Store.Trials;

/// <summary>
/// Counts a folder's trials without opening its store (it creates and migrates nothing, and a server may have the store open), and adds
/// those of the terminal. A terminal trial is stored under a hash of what was run, so that the same sweep run twice counts once.
/// </summary>
public static class StoredTrials
{
    /// <summary>Kind of the trials that the terminal keeps.</summary>
    public const string Terminal = "terminal";

    /// <summary>How many trials a target has; 0 where there is no database yet.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="target">The traded series; upper or lower case.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="except">Hash of an entry whose trials are left out; null for none.</param>
    /// <param name="bars">The bars of the target: runs on the same bars under another name count too; null for the name
    /// alone.</param>
    /// <exception cref="StoreException">The database cannot be read.</exception>
    public static async Task<int> CountAsync(
        DataFolder folder,
        string target,
        CancellationToken cancellation,
        string? except = null,
        BarSeries? bars = null
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.Database))
            return 0;
        var reader = new StoreReader(SimulatorContext.OptionsFor(folder.Database, readOnly: true), folder.Database);
        return await reader.ReadAsync(async c =>
        {
            await RefuseEarlierAsync(c, folder.Database, cancellation);
            return await TrialTable.CountAsync(c, target, bars is null ? null : MarketBars.HashOf(bars), except, cancellation);
        });
    }

    /// <summary>Stores runs at the terminal as trials; does nothing and returns false where there is no database.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="target">The traded series.</param>
    /// <param name="hash">Hash of what was run: a repeat replaces the number if it is larger.</param>
    /// <param name="runs">Runs.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="bars">The bars of the target: a repeat under another name is not a new trial; null for the name alone.</param>
    /// <exception cref="StoreException">The database cannot be written.</exception>
    public static async Task<bool> RecordAsync(
        DataFolder folder,
        string target,
        string hash,
        long runs,
        TimeProvider time,
        CancellationToken cancellation,
        BarSeries? bars = null
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(time);
        if (!File.Exists(folder.Database) || runs <= 0)
            return false;
        using var writer = new StoreWriter(SimulatorContext.OptionsFor(folder.Database), folder.Database);
        await writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                await RefuseEarlierAsync(c, folder.Database, cancellation);
                await TrialTable.RecordAsync(
                    c,
                    new NewTrial(target, hash, Terminal, runs, bars is null ? null : MarketBars.HashOf(bars)),
                    time.GetUtcNow(),
                    cancellation
                );
            },
            cancellation
        );
        return true;
    }

    private static async Task RefuseEarlierAsync(SimulatorContext context, string database, CancellationToken cancellation)
    {
        var tables = await context
            .Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = 'Trials'")
            .ToListAsync(cancellation);
        if (tables[0] == 0)
            throw new StoreException(
                $"database {database}: is from an earlier version of the program. "
                    + "Remedy: start the server once; it updates the database."
            );
    }
}
