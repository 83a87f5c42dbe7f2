using Simulator.Backtesting;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Robustness.Resampling;

/// <summary>
/// Resamples other histories of one account from its own trades or returns. Nothing runs again; <see cref="MarketResampling"/> tests other
/// prices.
/// </summary>
public static class AccountResampling
{
    /// <summary>Half of the starting cash.</summary>
    public const double HalfLost = 0.5;

    /// <summary>
    /// The closed trades in random order: each trade's profit as a share of what the trades before it had left, compounded. The final
    /// equity is the same, the path is not: the distribution of the drawdown shows how lucky the order was. Overlapping trades count as
    /// if they did not overlap.
    /// </summary>
    public static MonteCarloResult ShuffleTrades(BacktestResult result, int draws, long seed, double ruinLevel = HalfLost) =>
        OverTrades(
            "trades shuffled",
            result,
            draws,
            ruinLevel,
            Seeds.Generator(seed, "montecarlo/shuffle"),
            static (trades, into, random) =>
            {
                trades.CopyTo(into);
                random.Shuffle(into);
            }
        );

    /// <summary>
    /// As many trades, drawn from the closed ones with replacement: the account with another set of such trades.
    /// </summary>
    public static MonteCarloResult ResampleTrades(BacktestResult result, int draws, long seed, double ruinLevel = HalfLost) =>
        OverTrades(
            "trades resampled (bootstrap)",
            result,
            draws,
            ruinLevel,
            Seeds.Generator(seed, "montecarlo/trades"),
            static (trades, into, random) =>
            {
                for (var i = 0; i < into.Length; i++)
                    into[i] = trades[random.NextInt(trades.Length)];
            }
        );

    /// <summary>The account's returns in blocks drawn by the <see cref="StationaryBootstrap"/>.</summary>
    /// <param name="account">The account.</param>
    /// <param name="draws">Draws.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="meanBlock">Mean block length in periods; NaN for <see cref="BlockLength"/>.</param>
    /// <param name="ruinLevel">What counts as ruin, as a share of the starting cash.</param>
    public static MonteCarloResult Bootstrap(
        AccountFigures account,
        int draws,
        long seed,
        double meanBlock = double.NaN,
        double ruinLevel = HalfLost
    )
    {
        var (returns, random) = (account.Returns, Seeds.Generator(seed, "montecarlo/bootstrap"));
        var block = double.IsNaN(meanBlock) ? BlockLength.Of(returns) : meanBlock;
        var (indexes, drawn, all) = (new int[returns.Length], new double[returns.Length], new Draw[draws]);
        for (var d = 0; d < draws; d++)
        {
            StationaryBootstrap.Draw(indexes, block, random);
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = returns[indexes[i]];
            all[d] = Draw.Of(drawn, account.PeriodsPerYear);
        }
        return Draw.Sum(
            "returns resampled (block bootstrap)",
            all,
            Draw.Of(returns, account.PeriodsPerYear),
            ruinLevel,
            Draw.Noted(FormattableString.Invariant($"mean block {block:0.#} periods"), returns.Length, "returns")
        );
    }

    private static MonteCarloResult OverTrades(
        string method,
        BacktestResult result,
        int draws,
        double ruinLevel,
        SplitMix64 random,
        Action<double[], double[], SplitMix64> fill
    )
    {
        var trades = Shares(result);
        var (drawn, all) = (new double[trades.Length], new Draw[trades.Length == 0 ? 0 : draws]);
        for (var d = 0; d < all.Length; d++)
        {
            fill(trades, drawn, random);
            all[d] = Draw.Of(drawn, 1);
        }
        var note = Draw.Noted(FormattableString.Invariant($"{trades.Length:N0} closed trades"), trades.Length, "closed trades");
        return Draw.Sum(method, all, Draw.Of(trades, 1), ruinLevel, note);
    }

    /// <summary>
    /// Each closed trade's profit as a share of what the trades closed before it had left; compounded, they give the account's end.
    /// </summary>
    private static double[] Shares(BacktestResult result)
    {
        var money = result.StartingCash;
        var shares = new List<double>();
        foreach (var trade in result.Trades.Where(t => !t.IsOpen).OrderBy(t => t.ExitBar))
        {
            shares.Add(money > 0 ? trade.ProfitLoss / money : 0);
            money += trade.ProfitLoss;
        }
        return [.. shares];
    }
}
