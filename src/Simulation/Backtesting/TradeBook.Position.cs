using Simulator.Markets;

namespace Simulator.Backtesting;

/// <content>A whole position as one trade.</content>
internal static partial class TradeBook
{
    /// <summary>The trade of a position whose rest leaves, or is valued, at <paramref name="price"/>: all units entered, mean prices of both sides.</summary>
    public static Trade Whole(BarSeries series, OpenTrade trade, int bar, double price, in Fill exit, double commission, bool isOpen)
    {
        var units = trade.EnteredUnits;
        var (entryPrice, exitPrice) = (trade.EnteredValue / units, (trade.ExitedValue + (trade.Size * price)) / units);
        return new Trade
        {
            Size = units, EntryBar = trade.EntryBar, ExitBar = bar, EntryTime = series.CloseTimeAt(trade.EntryBar), ExitTime = series.CloseTimeAt(bar),
            EntryPrice = entryPrice, ExitPrice = exitPrice, Commission = commission,
            ProfitLoss = (units * (exitPrice - entryPrice)) - commission,
            ReturnFraction = (Math.Sign(units) * ((exitPrice / entryPrice) - 1)) - (commission / (Math.Abs(units) * entryPrice)),
            Opening = trade, ExitFill = exit, Tag = trade.Tag, IsOpen = isOpen,
        };
    }
}
