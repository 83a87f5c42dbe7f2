using System.Globalization;

namespace Simulator.Statistics;

/// <summary>
/// Plausibility warnings about a result. Rules of thumb, each with its figure.
/// </summary>
public static class CommonSense
{
    /// <summary>
    /// Sentences about results that are too good, based on too little data, or not caused by the strategy; empty if there are none.
    /// </summary>
    public static IReadOnlyList<string> Of(AccountFigures account) => [.. Returns(account), .. Trades(account), .. Costs(account)];

    private static IEnumerable<string> Returns(AccountFigures account)
    {
        var sharpe = account.Detail.Confidence.Sharpe;
        if (account.Returns.Length >= 60 && sharpe > 3)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"A Sharpe ratio of {sharpe:0.0} is rare in liquid markets: check for look-ahead bias and for missing costs."
            );
        var best = account.Detail.Sorted.TakeLast(5).Where(r => r > 0).Sum(r => Math.Log(1 + r));
        if (account.Returns.Length >= 60 && account.TotalReturn > 0 && best > Math.Log(1 + account.TotalReturn))
            yield return "Without its five best periods the account would have lost money.";
        var drawdown = account.Detail.Drawdown.Max();
        if (account.Returns.Length >= 60 && account.TotalReturn > 0.1 && drawdown < account.TotalReturn / 50)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"A return of {account.TotalReturn:P0} with a drawdown of only {drawdown:P1} is not "
                    + $"plausible in real markets: check for stale or smoothed prices."
            );
    }

    private static IEnumerable<string> Trades(AccountFigures account)
    {
        var trades = account.ClosedTrades;
        if (trades.Count is > 0 and < 30)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The trade statistics are based on {trades.Count} closed "
                    + $"{(trades.Count == 1 ? "trade" : "trades")}; fewer than thirty are too few to "
                    + $"judge."
            );
        var (profit, largest) = (trades.Sum(t => t.ProfitLoss), trades.Count == 0 ? 0 : trades.Max(t => t.ProfitLoss));
        if (trades.Count > 1 && profit > 0 && largest > profit / 2)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"One trade made {Math.Min(largest / profit, 9.99):P0} of the profit of all closed trades."
            );
        if (trades.Count >= 20 && TradeFigures.WinRate(trades) is > 0.9 and var rate)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{rate:P0} of the trades won: such a high win rate usually hides rare large losses, or losing trades that are still open."
            );
        if (account.Result.AmbiguousBars > 0.05 * Math.Max(1, trades.Count))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"On {account.Result.AmbiguousBars} bars the assumed intrabar order, not the "
                    + $"data, decided whether the stop or the target filled first."
            );
    }

    private static IEnumerable<string> Costs(AccountFigures account)
    {
        var traded = account.Result.Commissions + account.Result.SlippageCost;
        if (account.Result.Trades.Count > 0 && traded == 0)
            yield return "No commission and no slippage were charged.";
        var costs = traded + Math.Max(0, account.Result.FinancingCost);
        var gross = account.Result.Equity[^1] - account.Result.StartingCash + costs;
        if (gross > 0 && costs > gross / 2)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Costs took {Math.Min(costs / gross, 9.99):P0} of the profit before costs."
            );
    }
}
