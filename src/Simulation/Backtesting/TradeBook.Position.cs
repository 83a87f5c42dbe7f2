using Simulator.Markets;

namespace Simulator.Backtesting;

/// <content>A whole position as one trade.</content>
internal static partial class TradeBook
{
    // All units entered; what was taken off already counts in the exit price with what the rest is worth.
    private static Trade StillOpenPosition(BarSeries series, OpenTrade trade, int lastBar)
    {
        var (units, entry) = (trade.EnteredUnits, trade.EntryOfPosition());
        var exitPrice = (trade.ExitedValue + (trade.Size * series.Close[lastBar])) / units;
        return new Trade
        {
            Size = units,
            EntryBar = trade.EntryBar,
            ExitBar = lastBar,
            EntryTime = series.CloseTimeAt(trade.EntryBar),
            ExitTime = series.CloseTimeAt(lastBar),
            EntryPrice = entry.Price,
            ExitPrice = exitPrice,
            Commission = trade.EntryCommission,
            ProfitLoss = (units * (exitPrice - entry.Price)) - trade.EntryCommission,
            ReturnFraction = ReturnFraction(units, entry.Price, exitPrice, trade.EntryCommission),
            EntryFill = entry,
            Tag = trade.Tag,
            IsOpen = true,
        };
    }
}
