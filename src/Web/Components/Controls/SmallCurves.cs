using Microsoft.Extensions.Caching.Memory;
using Simulator.Store.Series;
using Simulator.Store.Simulations;

namespace Simulator.Web.Components.Controls;

/// <summary>
/// What sparklines draw. Closes are single values out of a file, cheap at any length. Equity stands in a result's document, which is read
/// one at a time, and what it gave is kept for the rows that are scrolled back into view.
/// </summary>
public sealed class SmallCurves(ISeriesLibrary series, ISimulationLibrary simulations) : IDisposable
{
    private const int MostKept = 10_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Closes of the series with a content hash.</summary>
    public Task<double[]> ClosesAsync(string contentHash, CancellationToken cancellation) =>
        Task.Run(() => series.SomeCloses(contentHash, Sparkline.Points), cancellation);

    /// <summary>Equity of a simulation that has a result; empty for another.</summary>
    public async Task<double[]> EquityAsync(SimulationRow row, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.ResultHash is not { } hash)
            return [];
        if (_kept.TryGetValue((row.Id, hash), out double[]? kept))
            return kept!;
        await _turn.WaitAsync(cancellation);
        try
        {
            var values = await Task.Run(() => simulations.SomeEquityAsync(row.Id, Sparkline.Points, cancellation), cancellation);
            return _kept.Set((row.Id, hash), values, new MemoryCacheEntryOptions { Size = 1 });
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.Dispose();
        _turn.Dispose();
    }
}
