using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Store.Database;
using Simulator.Store.Drawings;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Store.Settings;
using Simulator.Store.Sharing;
using Simulator.Store.Simulations;
using Simulator.Store.Strategies;
using Simulator.Store.Trials;
using Simulator.Store.Upkeep;

namespace Simulator.Store;

/// <summary>
/// The opened store of a data folder and everything in it. Several processes may have it open; one server at a time runs its jobs.
/// </summary>
public sealed class SimulatorStore : IDisposable
{
    private static readonly TimeSpan s_countingPatience = TimeSpan.FromSeconds(1);
    private readonly StoreWriter _writer;
    private readonly StoreSession _session;

    private SimulatorStore(DataFolder folder, TimeProvider time, (OpeningReport Report, StoreSession Session) opening)
    {
        Folder = folder;
        (Opening, _session) = opening;
        Backups = new Backups(folder, time);
        var options = SimulatorContext.OptionsFor(folder.Database);
        var readers = new StoreReader(options, folder.Database);
        _writer = new StoreWriter(options, folder.Database);
        DataFolder.MakeFolder(StoreFiles.ResultsOf(folder));
        var blobs = new BlobFolder(StoreFiles.ResultsOf(folder));
        var gate = new BlobGate(folder, time);
        Series = new SeriesLibrary(readers, _writer, folder, gate, time);
        Logs = new JobLogs(folder, time);
        Jobs = new JobLedger(readers, _writer, blobs, gate, time);
        Simulations = new SimulationLibrary(readers, _writer, blobs, time);
        Library = new JobLibrary(readers, _writer, blobs, time);
        Trials = new TrialLibrary(readers);
        Links = new ShareLinks(readers, _writer, time);
        Drawings = new DrawingLibrary(readers, _writer, time);
        Strategies = new StrategyLibrary(readers, _writer, time);
        Settings = new StoreSettings(readers, _writer);
        Upkeep = new StoreUpkeep(
            folder,
            readers,
            _writer,
            Backups,
            new DeletedThings(readers, _writer),
            new OrphanFiles(readers, folder, gate, time),
            Logs,
            time
        );
    }

    /// <summary>The folder.</summary>
    public DataFolder Folder { get; }

    /// <summary>What opening did: created, migrated, backed up.</summary>
    public OpeningReport Opening { get; }

    /// <summary>Copies of the database.</summary>
    public Backups Backups { get; }

    /// <summary>Imported series.</summary>
    public SeriesLibrary Series { get; }

    /// <summary>The state of every job.</summary>
    public JobLedger Jobs { get; }

    /// <summary>What was said while jobs ran.</summary>
    public JobLogs Logs { get; }

    /// <summary>Simulations and their results.</summary>
    public SimulationLibrary Simulations { get; }

    /// <summary>Jobs of every kind as lists show them, and their results.</summary>
    public JobLibrary Library { get; }

    /// <summary>What was tried.</summary>
    public TrialLibrary Trials { get; }

    /// <summary>Read-only links.</summary>
    public ShareLinks Links { get; }

    /// <summary>What was drawn on charts.</summary>
    public DrawingLibrary Drawings { get; }

    /// <summary>Strategies saved by name.</summary>
    public StrategyLibrary Strategies { get; }

    /// <summary>Facts about the store as a whole.</summary>
    public StoreSettings Settings { get; }

    /// <summary>What it needs from time to time.</summary>
    public StoreUpkeep Upkeep { get; }

    /// <summary>Opens the store of a folder; creates it or updates it to this version first (with a backup of the old one).</summary>
    /// <exception cref="StoreException">It cannot be used; the text says what, where and what to do. Nothing was changed.</exception>
    public static SimulatorStore Open(DataFolder folder, TimeProvider time) => new(folder, time, StoreOpening.Open(folder, time));

    /// <inheritdoc/>
    public void Dispose()
    {
        // Views of shared reports that are still being counted; it does not wait for a writer that another program blocks.
        Links.CountingAsync().Wait(s_countingPatience);
        _writer.Dispose();
        using var context = new SimulatorContext(SimulatorContext.OptionsFor(Folder.Database));
        SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
        _session.Dispose();
    }
}
