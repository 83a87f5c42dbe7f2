using Simulator.Artifacts;
using Simulator.Cli.Terminals;
using Simulator.Markets;
using Simulator.Store.Database;
using Simulator.Store.Trials;

namespace Simulator.Cli.Trials;

/// <summary>
/// Trials of a market in the data folder's database: those before a run are counted, its own are added. Where there is no database, or one
/// that
/// cannot be used, that is noted and nothing is made.
/// </summary>
/// <param name="root">The data folder; it is not made.</param>
/// <param name="target">The traded series.</param>
/// <param name="bars">Its bars as they were read, by which it is known under other names, too; null for the name alone.</param>
/// <param name="hash">Of what is run: the same again is no new trial.</param>
/// <param name="terminal">Where notes go.</param>
internal sealed class TerminalTrials(string root, string target, BarSeries? bars, string hash, Terminal terminal)
{
    private readonly List<string> _notes = [];

    /// <summary>What was not counted or kept, for a document.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Trials besides those of the same thing.</summary>
    public async Task<int> EarlierAsync(CancellationToken cancellation)
    {
        try
        {
            if (File.Exists(Path.Combine(root, DataFolder.DatabaseName)))
                return await StoredTrials.CountAsync(new DataFolder(root), target, cancellation, hash, bars);
            await NoteAsync(
                $"earlier simulations of {target} are not counted as trials, and these runs are not kept: {root} has no database yet (the web page makes it, or import FILE --accept)"
            );
        }
        catch (StoreException e)
        {
            await NoteAsync($"earlier simulations of {target} are not counted as trials: {e.Message}");
        }
        return 0;
    }

    /// <summary>Adds runs; false where nothing was kept.</summary>
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
            await NoteAsync($"these runs are not kept as trials of {target}: {e.Message}");
            return false;
        }
    }

    private async Task NoteAsync(string note)
    {
        _notes.Add(note);
        await terminal.Error.WriteLineAsync($"note: {note}");
    }
}
