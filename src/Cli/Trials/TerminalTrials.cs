using Simulator.Artifacts;
using Simulator.Cli.Terminals;
using Simulator.Markets;
using Simulator.Store.Database;
using Simulator.Store.Trials;

namespace Simulator.Cli.Trials;

/// <summary>
/// The trials of a market in the data folder's database: counts the earlier ones and adds new ones. If there is no usable database, it says
/// so and creates nothing.
/// </summary>
/// <param name="root">The data folder; it is not created.</param>
/// <param name="target">The traded series.</param>
/// <param name="bars">Its bars as they were read, so that they are found under other names too; null to look for the name only.</param>
/// <param name="hash">The hash of what runs; running the same again is not a new trial.</param>
/// <param name="terminal">Where notes go.</param>
internal sealed class TerminalTrials(string root, string target, BarSeries? bars, string hash, Terminal terminal)
{
    private readonly List<string> _notes = [];

    /// <summary>What was not counted or kept, for the JSON.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The number of earlier trials, without those of the same hash.</summary>
    public async Task<int> EarlierAsync(CancellationToken cancellation)
    {
        try
        {
            if (File.Exists(Path.Combine(root, DataFolder.DatabaseName)))
                return await StoredTrials.CountAsync(new DataFolder(root), target, cancellation, hash, bars);
            await NoteAsync(
                $"earlier simulations of {target} are not counted as trials, and this run is not kept as one: "
                    + $"{root} has no database (the web page or import FILE --accept creates it)"
            );
        }
        catch (StoreException e)
        {
            await NoteAsync($"earlier simulations of {target} are not counted as trials: {e.Message}");
        }
        return 0;
    }

    /// <summary>Adds runs; false if nothing was kept.</summary>
    public async Task<bool> RecordAsync(long runs)
    {
        if (_notes.Count > 0)
            return false;
        try
        {
            // what ran, ran: Ctrl+C does not undo it
            return await StoredTrials.RecordAsync(new DataFolder(root), target, hash, runs, terminal.Time, CancellationToken.None, bars);
        }
        catch (StoreException e)
        {
            await NoteAsync($"this run is not kept as a trial of {target}: {e.Message}");
            return false;
        }
    }

    private async Task NoteAsync(string note)
    {
        _notes.Add(note);
        await terminal.Error.WriteLineAsync($"note: {note}");
    }
}
