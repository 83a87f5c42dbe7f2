using Simulator.Markets;

namespace Simulator.Alignment;

/// <summary>
/// Puts related series on a target's clock by last known value: at the close of the target's bar t, the newest bar of the related series
/// whose own close time is not later. A Tokyo close of the same date therefore reaches a New York bar, a New York close of the same date
/// never reaches a Tokyo bar, and a rate published the next day arrives the next day. Nothing is ever filled from the future.
/// </summary>
public static class MarketAlignment
{
    /// <summary>Aligns related series on the target's bars.</summary>
    /// <param name="target">The traded series; its close times are the decision times.</param>
    /// <param name="related">Series that may inform it, on any calendar and of any interval.</param>
    public static AlignedMarket Align(BarSeries target, IReadOnlyList<BarSeries> related)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(related);
        return new AlignedMarket(target, [.. related.Select(series => AlignOne(target, series))]);
    }

    private static AlignedSeries AlignOne(BarSeries target, BarSeries related)
    {
        var last = new double[target.Count];
        var sourceBar = new int[target.Count];
        var known = -1;
        for (var t = 0; t < target.Count; t++)
        {
            while (known + 1 < related.Count && related.CloseTimeTicks[known + 1] <= target.CloseTimeTicks[t])
                known++;
            sourceBar[t] = known;
            last[t] = known < 0 ? double.NaN : related.Close[known];
        }
        return new AlignedSeries(related.Symbol, related.Kind, last, sourceBar);
    }
}
