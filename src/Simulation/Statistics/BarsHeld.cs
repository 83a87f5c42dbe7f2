using Simulator.Backtesting;

namespace Simulator.Statistics;

/// <summary>Bars inside a closed trade, entry and exit bar included.</summary>
internal static class BarsHeld
{
    /// <summary>How many bars of a run lie inside at least one closed trade.</summary>
    public static int Count(BacktestResult result)
    {
        if (result.Trades is not TradeList list)
            return Marked(result);
        var (bars, reached, lastEntry) = (0, -1, -1);
        for (var i = 0; i < list.ClosedCount; i++)
        {
            ref readonly var part = ref list.Log[i];
            if (part.Entry.Bar < lastEntry)
                return Marked(result); // closed in another order than opened
            lastEntry = part.Entry.Bar;
            var from = Math.Max(lastEntry, reached + 1);
            (bars, reached) = (bars + Math.Max(0, part.Exit.Bar - from + 1), Math.Max(reached, part.Exit.Bar));
        }
        return bars;
    }

    private static int Marked(BacktestResult result)
    {
        var held = new bool[result.Equity.Length];
        foreach (var trade in result.Trades.Where(t => !t.IsOpen))
            held.AsSpan(trade.EntryBar - result.FirstBar, trade.ExitBar - trade.EntryBar + 1).Fill(true);
        return held.AsSpan().Count(true);
    }
}
