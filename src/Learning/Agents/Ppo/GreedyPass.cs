using Simulator.Backtesting;
using Simulator.Environments;
using static TorchSharp.torch;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// A run of the engine that takes the likeliest action at every close; what the policy sees of its position is what the engine holds.
/// Nothing is learned and nothing is drawn.
/// </summary>
/// <param name="Targets">[bar of the series] what was decided; NaN where nothing was.</param>
/// <param name="LogReturn">log(equity at the end ÷ cash at the start); a used-up account counts with
/// <see cref="TradingEnvironment.RuinGrowth"/> of its last equity.</param>
/// <param name="Turnover">Sum of |change of the target|.</param>
internal sealed record GreedyPass(double[] Targets, double LogReturn, double Turnover)
{
    /// <summary>
    /// Decides at the closes of <paramref name="firstDecision"/> … <paramref name="lastBar"/>; the account begins with bar
    /// <paramref name="firstBar"/>. The decision of the last bar fills nowhere.
    /// </summary>
    public static GreedyPass Over(
        ObservedMarket market,
        TradingTerms terms,
        ActorCritic networks,
        int firstDecision,
        int firstBar,
        int lastBar
    )
    {
        var row = new float[market.ObservationSize];
        return Run(
            market,
            terms,
            firstDecision,
            firstBar,
            lastBar,
            observation =>
            {
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                observation.CopyTo(row);
                return Likeliest(networks.Policy(networks.Rows(row)).data<float>().ToArray());
            }
        );
    }

    /// <summary>Share of the decisions that <paramref name="holds"/>; NaN where there is none.</summary>
    public double Share(Func<double, bool> holds)
    {
        var decided = Targets.Where(double.IsFinite).ToArray();
        return decided.Length == 0 ? double.NaN : decided.Count(holds) / (double)decided.Length;
    }

    /// <summary>The same run long all the way: what any agent has to be measured against.</summary>
    public static GreedyPass BuyAndHold(ObservedMarket market, TradingTerms terms, int first, int lastBar) =>
        Run(market, terms, first, first, lastBar, _ => 1);

    private static GreedyPass Run(
        ObservedMarket market,
        TradingTerms terms,
        int firstDecision,
        int firstBar,
        int lastBar,
        ObservedDecision decide
    )
    {
        var policy = new ObservedPolicy(market, terms, firstDecision, decide);
        var result = BacktestEngine.Run(market.Target, firstBar, lastBar, policy, terms.Execution, terms.Capital);
        return new GreedyPass(policy.Complete(lastBar, result.LiquidatedBar), LogReturnOf(result), policy.Turnover);
    }

    private static double LogReturnOf(BacktestResult result)
    {
        if (result.LiquidatedBar < 0)
            return Math.Log(result.Equity[^1] / result.StartingCash);
        var survived = result.LiquidatedBar - result.FirstBar;
        var last = survived > 0 ? result.Equity[survived - 1] : result.StartingCash;
        return Math.Log(last / result.StartingCash * TradingEnvironment.RuinGrowth);
    }

    private static int Likeliest(float[] logits) => Array.IndexOf(logits, logits.Max());
}
