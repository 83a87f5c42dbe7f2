using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Rules.Clocks;
using Simulator.Store.Database;

namespace Simulator.Store.Trials;

/// <summary>
/// Counts a folder's trials without opening its store (nothing is made or migrated, and a server may have it open), and adds those of the
/// terminal. A trial of the terminal is kept under a hash of what was run, so that the same sweep run twice counts once.
/// </summary>
public static class StoredTrials
{
    /// <summary>Kind of the trials that the terminal keeps.</summary>
    public const string Terminal = "terminal";

    /// <summary>How many trials a target has; 0 where there is no database yet.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="target">The traded series; upper or lower case.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="except">Hash of something whose own trials are left out; null for nothing.</param>
    /// <param name="bars">The bars of the target: what was run on the same bars under another name counts, too; null for the name
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

    /// <summary>Keeps runs of the terminal as trials; does nothing and returns false where there is no database.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="target">The traded series.</param>
    /// <param name="hash">Of what was run: the same again replaces its number where that is larger.</param>
    /// <param name="runs">Runs.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="bars">The bars of the target: the same again under another name is no new trial; null for the name alone.</param>
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
                $"database {database}: is of an earlier version of the program. Remedy: start the server once, which brings it to this version's form."
            );
    }
}
