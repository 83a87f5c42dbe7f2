using System.Collections;
using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// The trades of a run; each becomes a <see cref="Trade"/> when it is first read. Figures of many trades are taken from <see cref="Log"/>.
/// </summary>
/// <param name="series">What was traded.</param>
/// <param name="log">What was closed.</param>
/// <param name="open">Trades that are still open.</param>
internal sealed class TradeList(BarSeries series, TradeLog log, Trade[] open) : IReadOnlyList<Trade>
{
    private readonly int _generation = log.Generation;
    private Trade?[]? _read;

    /// <summary>The closed ones.</summary>
    /// <exception cref="InvalidOperationException">The workspace of the run is at another run by now.</exception>
    public TradeLog Log =>
        log.Generation == _generation
            ? log
            : throw new InvalidOperationException(
                "these trades belong to a workspace that has started another run; read them earlier, or run without a workspace"
            );

    /// <inheritdoc/>
    public int Count { get; } = log.Count + open.Length;

    /// <summary>Those closed, which come first.</summary>
    public int ClosedCount { get; } = log.Count;

    /// <inheritdoc/>
    public Trade this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            if (index >= ClosedCount)
                return open[index - ClosedCount];
            var read = _read ??= new Trade?[ClosedCount];
            return read[index] ??= TradeBook.Closed(series, Log, index); // two threads may make the same trade; both are equal
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Trade> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
