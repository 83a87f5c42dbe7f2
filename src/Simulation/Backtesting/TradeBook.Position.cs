namespace Simulator.Backtesting;

/// <content>A whole position as one trade.</content>
internal static partial class TradeBook
{
    /// <summary>The trade of a position whose rest leaves, or is valued, at <paramref name="price"/>: all units entered, mean prices of both sides.</summary>
    public static ClosedPart Whole(OpenTrade trade, double price, in Fill exit, double commission)
    {
        var units = trade.EnteredUnits;
        return new ClosedPart(trade.Entry, exit, units, trade.EnteredValue / units, (trade.ExitedValue + (trade.Size * price)) / units, commission);
    }
}
