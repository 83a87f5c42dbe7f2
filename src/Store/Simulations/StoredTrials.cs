using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Store.Database;

namespace Simulator.Store.Simulations;

/// <summary>
/// Counts a folder's trials without opening its store (it creates and migrates nothing, and a server may have the store open), and adds
/// those of the terminal. A terminal trial is stored under a hash of what was run, so that the same sweep run twice counts once.
/// </summary>
public static class StoredTrials
{
    private const string Prefix = "trials/";

    /// <summary>How many simulations of a target have finished, including runs of sweeps; 0 where there is no database yet.</summary>
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
        var names = await reader.ReadAsync(c =>
            MarketBars.NamesAsync(c, bars is null ? null : MarketBars.HashOf(bars), target, cancellation)
        );
        var count = 0L;
        foreach (var name in names)
        {
            count += await SimulationLibrary.TrialsAsync(reader, name, cancellation);
            if (except is not null)
                count -= await reader.ReadAsync(c => OfAsync(c, KeyOf(name, except), cancellation));
        }
        return (int)Math.Min(int.MaxValue, count);
    }

    /// <summary>Stores runs at the terminal as trials; does nothing and returns false where there is no database.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="target">The traded series.</param>
    /// <param name="hash">Hash of what was run: a repeat replaces the number if it is larger.</param>
    /// <param name="runs">Runs.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="bars">The bars of the target: a repeat under another name is not a new trial; null for the name alone.</param>
    /// <exception cref="StoreException">The database cannot be written.</exception>
    public static async Task<bool> RecordAsync(
        DataFolder folder,
        string target,
        string hash,
        long runs,
        CancellationToken cancellation,
        BarSeries? bars = null
    )
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.Database) || runs <= 0)
            return false;
        using var writer = new StoreWriter(SimulatorContext.OptionsFor(folder.Database), folder.Database);
        var market = bars is null ? null : MarketBars.HashOf(bars);
        await writer.WriteAsync(
            Durability.Disk,
            async c =>
            {
                var text = runs.ToString(CultureInfo.InvariantCulture);
                var keys = (await MarketBars.NamesAsync(c, market, target, cancellation)).Select(n => KeyOf(n, hash)).ToArray();
                if (market is not null)
                    await MarketBars.RememberAsync(c, market, target, cancellation);
                if (await c.Settings.OrderBy(s => s.Key).FirstOrDefaultAsync(s => keys.Contains(s.Key), cancellation) is not { } known)
                    c.Settings.Add(new StoredSetting { Key = keys[0], Value = text });
                else if (Number(known.Value) < runs)
                    known.Value = text;
            },
            cancellation
        );
        return true;
    }

    /// <summary>Key of the bars under any name: hash of their prices and volumes.</summary>
    public static string BarsHash(BarSeries bars) => MarketBars.HashOf(bars);

    /// <summary>Trials of the terminal on a target.</summary>
    internal static Task<int> OfTerminalAsync(SimulatorContext context, string target, CancellationToken cancellation) =>
        OfAsync(context, KeyOf(target, ""), cancellation);

    private static async Task<int> OfAsync(SimulatorContext context, string prefix, CancellationToken cancellation)
    {
        var values = await context.Settings.Where(s => s.Key.StartsWith(prefix)).Select(s => s.Value).ToListAsync(cancellation);
        return (int)Math.Min(int.MaxValue, values.Sum(Number));
    }

    private static long Number(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var runs) ? runs : 0;

    private static string KeyOf(string target, string hash) => $"{Prefix}{target.ToUpperInvariant()}/{hash}";
}
