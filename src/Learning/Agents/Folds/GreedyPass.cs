using Simulator.Backtesting;
using Simulator.Environments;

namespace Simulator.Learning.Agents.Folds;

/// <summary>
/// A run of the engine that takes a policy's best action at every close; what the policy sees of its position is what the engine holds.
/// Nothing is learned and nothing is drawn.
/// </summary>
/// <param name="Targets">[bar of the series] what was decided; NaN where nothing was.</param>
/// <param name="LogReturns">[bar after the first] log-return of the account; a used-up account counts with
/// <see cref="TradingEnvironment.RuinGrowth"/> of its last equity, and stands still after it.</param>
/// <param name="Turnover">Sum of |change of the target|.</param>
internal sealed record GreedyPass(double[] Targets, double[] LogReturns, double Turnover)
{
    /// <summary>Log-return from the first bar's close to the last's.</summary>
    public double LogReturn => LogReturns.Sum();

    /// <summary>
    /// Decides at the closes of <paramref name="firstDecision"/> … <paramref name="lastBar"/>; the account begins with bar
    /// <paramref name="firstBar"/>. The decision of the last bar fills nowhere.
    /// </summary>
    public static GreedyPass Over(
        ObservedMarket market,
        TradingTerms terms,
        ObservedDecision decide,
        int firstDecision,
        int firstBar,
        int lastBar
    )
    {
        var policy = new ObservedPolicy(market, terms, firstDecision, decide);
        var result = BacktestEngine.Run(market.Target, firstBar, lastBar, policy, terms.Execution, terms.Capital);
        return new GreedyPass(policy.Complete(lastBar, result.LiquidatedBar), LogReturnsOf(result), policy.Turnover);
    }

    /// <summary>Share of the decisions that <paramref name="holds"/>; NaN where there is none.</summary>
    public double Share(Func<double, bool> holds)
    {
        var decided = Targets.Where(double.IsFinite).ToArray();
        return decided.Length == 0 ? double.NaN : decided.Count(holds) / (double)decided.Length;
    }

    private static double[] LogReturnsOf(BacktestResult result)
    {
        var returns = new double[result.Equity.Length - 1];
        var alive = result.LiquidatedBar < 0 ? returns.Length : result.LiquidatedBar - result.FirstBar - 1;
        for (var t = 0; t < alive; t++)
            returns[t] = Math.Log(Math.Max(result.Equity[t + 1] / result.Equity[t], TradingEnvironment.RuinGrowth));
        if (alive >= 0 && alive < returns.Length)
            returns[alive] = Math.Log(TradingEnvironment.RuinGrowth);
        return returns;
    }
}
