using Simulator.Backtesting;

namespace Simulator.Reporting;

/// <summary>The worst and the best price of a trade compared with its entry: fractions of the entry price, at least 0.</summary>
/// <param name="Adverse">Maximum adverse excursion (MAE), Sweeney, 1996.</param>
/// <param name="Favourable">Maximum favourable excursion (MFE).</param>
public readonly record struct TradeExcursion(double Adverse, double Favourable)
{
    /// <summary>
    /// The excursion of a trade by the highs and lows of a report's prices, entry and exit bar whole, as
    /// <see cref="Statistics.TradeSummary.Excursion"/> has it; a point of a thinned curve carries the extremes of every bar that it stands
    /// for, so there it is an upper bound. Null for an asset among several, whose prices the report does not keep.
    /// </summary>
    public static TradeExcursion? Of(PriceCurve prices, Trade trade)
    {
        ArgumentNullException.ThrowIfNull(prices);
        ArgumentNullException.ThrowIfNull(trade);
        if (trade.Symbol is not null || prices.Bars.Length == 0 || !(trade.EntryPrice > 0))
            return null;
        var (low, high) = (trade.EntryPrice, trade.EntryPrice);
        for (var i = PointOf(prices.Bars, trade.EntryBar); i < prices.Bars.Length; i++)
        {
            (low, high) = (Math.Min(low, prices.Low[i]), Math.Max(high, prices.High[i]));
            if (prices.Bars[i] >= trade.ExitBar)
                break;
        }
        var (down, up) = ((trade.EntryPrice - low) / trade.EntryPrice, (high - trade.EntryPrice) / trade.EntryPrice);
        return trade.Size > 0 ? new TradeExcursion(down, up) : new TradeExcursion(up, down);
    }

    // The first point that stands for the bar.
    private static int PointOf(int[] bars, int bar)
    {
        var at = Array.BinarySearch(bars, bar);
        return at >= 0 ? at : ~at;
    }
}
