using System.Globalization;

namespace Simulator.Statistics;

/// <summary>
/// What a careful reader would ask of a result before believing it. Rules of thumb, each with its figure; no finding is hidden by them.
/// </summary>
public static class CommonSense
{
    /// <summary>
    /// Sentences about what looks too good, rests on too little, or was decided by something else than the strategy; empty where nothing
    /// does.
    /// </summary>
    public static IReadOnlyList<string> Of(AccountFigures account) => [.. Returns(account), .. Trades(account), .. Costs(account)];

    private static IEnumerable<string> Returns(AccountFigures account)
    {
        var sharpe = account.Detail.Confidence.Sharpe;
        if (account.Returns.Length >= 60 && sharpe > 3)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"A Sharpe ratio of {sharpe:0.0} is rare in liquid markets: look for a leak of the future or for costs that are missing."
            );
        var best = account.Detail.Sorted.TakeLast(5).Where(r => r > 0).Sum(r => Math.Log(1 + r));
        if (account.Returns.Length >= 60 && account.TotalReturn > 0 && best > Math.Log(1 + account.TotalReturn))
            yield return "Without its five best periods the account would have lost money.";
        var drawdown = account.Detail.Drawdown.Max();
        if (account.Returns.Length >= 60 && account.TotalReturn > 0.1 && drawdown < account.TotalReturn / 50)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"A return of {account.TotalReturn:P0} with a drawdown of only {drawdown:P1} is not what markets give: look for stale or smoothed prices."
            );
    }

    private static IEnumerable<string> Trades(AccountFigures account)
    {
        var trades = account.ClosedTrades;
        if (trades.Count is > 0 and < 30)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Figures of trades rest on {trades.Count} closed {(trades.Count == 1 ? "trade" : "trades")}; below thirty they say little."
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
                $"{rate:P0} of the trades won: such a rate usually hides rare large losses, or losers that were left open."
            );
        if (account.Result.AmbiguousBars > 0.05 * Math.Max(1, trades.Count))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"On {account.Result.AmbiguousBars} bars the fill rule and not the data decided whether a stop or a target came first."
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
                $"Costs took {Math.Min(costs / gross, 9.99):P0} of what the account made before them."
            );
    }
}
