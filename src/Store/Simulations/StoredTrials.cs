using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Store.Simulations;

/// <summary>
/// Counts a folder's trials without opening its store (nothing is made or migrated, and a server may have it open), and adds those of the
/// terminal. A trial of the terminal is kept under a hash of what was run, so that the same sweep run twice counts once.
/// </summary>
public static class StoredTrials
{
    private const string Prefix = "trials/";

    /// <summary>How many simulations of a target were run to the end, with the runs of sweeps; 0 where there is no database yet.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="target">The traded series; upper or lower case.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="except">Hash of something whose own trials are left out; null for nothing.</param>
    /// <exception cref="StoreException">The database cannot be read.</exception>
    public static async Task<int> CountAsync(DataFolder folder, string target, CancellationToken cancellation, string? except = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.Database))
            return 0;
        var reader = new StoreReader(SimulatorContext.OptionsFor(folder.Database, readOnly: true), folder.Database);
        var all = await SimulationLibrary.TrialsAsync(reader, target, cancellation);
        return except is null ? all : all - await reader.ReadAsync(c => OfAsync(c, KeyOf(target, except), cancellation));
    }

    /// <summary>Keeps runs of the terminal as trials; does nothing and returns false where there is no database.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="target">The traded series.</param>
    /// <param name="hash">Of what was run: the same again replaces its number where that is larger.</param>
    /// <param name="runs">Runs.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StoreException">The database cannot be written.</exception>
    public static async Task<bool> RecordAsync(DataFolder folder, string target, string hash, long runs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.Database) || runs <= 0)
            return false;
        using var writer = new StoreWriter(SimulatorContext.OptionsFor(folder.Database), folder.Database);
        var key = KeyOf(target, hash);
        await writer.WriteAsync(Durability.Disk, async c =>
        {
            var text = runs.ToString(CultureInfo.InvariantCulture);
            if (await c.Settings.FirstOrDefaultAsync(s => s.Key == key, cancellation) is not { } known)
                c.Settings.Add(new StoredSetting { Key = key, Value = text });
            else if (Number(known.Value) < runs)
                known.Value = text;
        }, cancellation);
        return true;
    }

    /// <summary>Trials of the terminal on a target.</summary>
    internal static Task<int> OfTerminalAsync(SimulatorContext context, string target, CancellationToken cancellation) => OfAsync(context, KeyOf(target, ""), cancellation);

    private static async Task<int> OfAsync(SimulatorContext context, string prefix, CancellationToken cancellation)
    {
        var values = await context.Settings.Where(s => s.Key.StartsWith(prefix)).Select(s => s.Value).ToListAsync(cancellation);
        return (int)Math.Min(int.MaxValue, values.Sum(Number));
    }

    private static long Number(string value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var runs) ? runs : 0;

    private static string KeyOf(string target, string hash) => $"{Prefix}{target.ToUpperInvariant()}/{hash}";
}
