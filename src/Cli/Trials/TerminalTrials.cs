using Simulator.Artifacts;
using Simulator.Cli.Terminals;
using Simulator.Store.Database;
using Simulator.Store.Simulations;

namespace Simulator.Cli.Trials;

/// <summary>
/// Trials of a market in the data folder's database, when there is one: those before a run are counted, its own are added. A
/// database that cannot be used is noted and left alone.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="target">The traded series.</param>
/// <param name="hash">Of what is run: the same again is no new trial.</param>
/// <param name="terminal">Where notes go.</param>
internal sealed class TerminalTrials(DataFolder folder, string target, string hash, Terminal terminal)
{
    private bool _unusable;

    /// <summary>Trials besides those of the same thing.</summary>
    public async Task<int> EarlierAsync(CancellationToken cancellation)
    {
        try
        {
            return await StoredTrials.CountAsync(folder, target, cancellation, hash);
        }
        catch (StoreException e)
        {
            _unusable = true;
            await terminal.Error.WriteLineAsync($"note: earlier simulations of {target} are not counted as trials: {e.Message}");
            return 0;
        }
    }

    /// <summary>Adds runs; false where nothing was kept.</summary>
    public async Task<bool> RecordAsync(long runs)
    {
        if (_unusable)
            return false;
        try
        {
            return await StoredTrials.RecordAsync(folder, target, hash, runs, CancellationToken.None); // what ran, ran: Ctrl+C does not undo it
        }
        catch (StoreException e)
        {
            await terminal.Error.WriteLineAsync($"note: these runs are not kept as trials of {target}: {e.Message}");
            return false;
        }
    }
}
