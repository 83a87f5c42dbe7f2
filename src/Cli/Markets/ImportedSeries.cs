using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Store;

namespace Simulator.Cli.Markets;

/// <summary>The imported series of a data folder. The database is opened when the first series is asked for; it is never created.</summary>
internal sealed class ImportedSeries(DataFolder folder, TimeProvider time) : ISeriesSource, IDisposable
{
    private SimulatorStore? _store;

    /// <inheritdoc/>
    public IReadOnlyList<string> Symbols => Store?.Series.Symbols ?? [];

    private SimulatorStore? Store => _store ??= File.Exists(folder.Database) ? SimulatorStore.Open(folder, time) : null;

    /// <inheritdoc/>
    public BarSeries? Find(string symbol) => Store?.Series.Find(symbol);

    /// <inheritdoc/>
    public void Dispose() => _store?.Dispose();
}
