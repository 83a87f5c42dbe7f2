using Simulator.Environments;

namespace Simulator.Learning.Agents.Folds;

/// <summary>What the market itself did.</summary>
internal static class MarketReturns
{
    /// <summary>Log-returns of holding it over the bars after the first of a stretch.</summary>
    public static double[] Of(ObservedMarket market, BarStretch bars)
    {
        var close = market.Target.Close;
        return [.. Enumerable.Range(bars.First + 1, bars.Length - 1).Select(t => Math.Log(close[t] / close[t - 1]))];
    }
}
