using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Statistics;

/// <summary>Figures of a set of closed trades: all, the long ones or the short ones. NaN if there is none.</summary>
/// <param name="Trades">Closed trades.</param>
/// <param name="WinRate">Share with P/L &gt; 0.</param>
/// <param name="ProfitLoss">Σ P/L after commission, money.</param>
/// <param name="Payoff">Mean gain ÷ |mean loss|, money.</param>
/// <param name="ExpectancyMoney">Mean P/L of a trade, money.</param>
/// <param name="Expectancy">Mean return of a trade.</param>
/// <param name="ProfitFactor">Σ gains ÷ |Σ losses|, money.</param>
/// <param name="LongestWinningStreak">Most consecutive trades with P/L &gt; 0, in order of exit.</param>
/// <param name="LongestLosingStreak">Most consecutive trades with P/L &lt; 0.</param>
/// <param name="HoldingBars">Mean bars held, exit − entry.</param>
/// <param name="WinnerHoldingBars">The same for trades with P/L &gt; 0.</param>
/// <param name="LoserHoldingBars">The same for trades with P/L &lt; 0.</param>
/// <param name="AdverseExcursion">Mean of the worst point of each trade: max(0, sign·(entry − worst price inside)/entry), from the entry
/// bar to the exit bar, both whole.</param>
/// <param name="FavourableExcursion">The same of the best point.</param>
public sealed record TradeSummary(
    int Trades,
    double WinRate,
    double ProfitLoss,
    double Payoff,
    double ExpectancyMoney,
    double Expectancy,
    double ProfitFactor,
    int LongestWinningStreak,
    int LongestLosingStreak,
    double HoldingBars,
    double WinnerHoldingBars,
    double LoserHoldingBars,
    double AdverseExcursion,
    double FavourableExcursion
)
{
    /// <summary>Sums up trades of one series.</summary>
    public static TradeSummary Of(BarSeries series, IReadOnlyList<Trade> trades)
    {
        var (won, lost) = (trades.Where(t => t.ProfitLoss > 0).ToArray(), trades.Where(t => t.ProfitLoss < 0).ToArray());
        // The prices of an asset among several are not those of the account's curve.
        var excursions = trades.Where(t => t.Symbol is null).Select(t => Excursion(series, t)).ToArray();
        return new TradeSummary(
            trades.Count,
            TradeFigures.WinRate(trades),
            trades.Sum(t => t.ProfitLoss),
            PayoffOf(trades),
            Mean(trades, t => t.ProfitLoss),
            TradeFigures.Expectancy(trades),
            TradeFigures.ProfitFactor(trades, t => t.ProfitLoss),
            Streak(trades, 1),
            Streak(trades, -1),
            Mean(trades, Held),
            Mean(won, Held),
            Mean(lost, Held),
            excursions.Length == 0 ? double.NaN : excursions.Average(e => e.Adverse),
            excursions.Length == 0 ? double.NaN : excursions.Average(e => e.Favourable)
        );
    }

    /// <summary>Mean gain ÷ |mean loss|, money; NaN without both.</summary>
    private static double PayoffOf(IReadOnlyList<Trade> trades) =>
        Mean([.. trades.Where(t => t.ProfitLoss > 0)], t => t.ProfitLoss)
        / -Mean([.. trades.Where(t => t.ProfitLoss < 0)], t => t.ProfitLoss);

    /// <summary>Most trades of one sign of P/L one after the other; a trade of exactly zero ends a streak.</summary>
    private static int Streak(IReadOnlyList<Trade> trades, int sign)
    {
        var (run, longest) = (0, 0);
        foreach (var trade in trades)
        {
            run = Math.Sign(trade.ProfitLoss) == sign ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    /// <summary>
    /// The worst and best point of a trade as fractions of its entry price, ≥ 0, by the highs and lows of its bars. The entry and the
    /// exit bar count whole, so a price before an entry or after an exit inside those bars counts, too: an upper bound where bars are
    /// all that is known.
    /// </summary>
    public static (double Adverse, double Favourable) Excursion(BarSeries series, Trade trade)
    {
        var (low, high) = (trade.EntryPrice, trade.EntryPrice);
        for (var bar = trade.EntryBar; bar <= trade.ExitBar; bar++)
            (low, high) = (Math.Min(low, series.Low[bar]), Math.Max(high, series.High[bar]));
        var (down, up) = ((trade.EntryPrice - low) / trade.EntryPrice, (high - trade.EntryPrice) / trade.EntryPrice);
        return trade.Size > 0 ? (down, up) : (up, down);
    }

    private static double Held(Trade trade) => trade.ExitBar - trade.EntryBar;

    private static double Mean(IReadOnlyList<Trade> trades, Func<Trade, double> value) =>
        trades.Count == 0 ? double.NaN : trades.Average(value);
}
