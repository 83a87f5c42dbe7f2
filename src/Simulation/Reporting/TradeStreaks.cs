using Simulator.Backtesting;

namespace Simulator.Reporting;

/// <summary>
/// Lengths of streaks: closed trades of one sign of profit, one after the other in order of exit; zero profit ends a streak.
/// </summary>
/// <param name="Won">Lengths of the winning streaks, in order.</param>
/// <param name="Lost">Lengths of the losing ones.</param>
public sealed record TradeStreaks(IReadOnlyList<int> Won, IReadOnlyList<int> Lost)
{
    /// <summary>The streaks of trades.</summary>
    public static TradeStreaks Of(IEnumerable<Trade> trades)
    {
        var (won, lost, sign, length) = (new List<int>(), new List<int>(), 0, 0);
        foreach (var trade in trades.Where(t => !t.IsOpen).OrderBy(t => t.ExitTime))
        {
            var now = Math.Sign(trade.ProfitLoss);
            if (now != sign)
                End(now);
            length++;
        }
        End(0);
        return new TradeStreaks(won, lost);

        void End(int next)
        {
            if (sign != 0)
                (sign > 0 ? won : lost).Add(length);
            (sign, length) = (next, 0);
        }
    }
}
