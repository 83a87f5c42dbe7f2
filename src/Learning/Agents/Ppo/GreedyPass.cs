using Simulator.Environments;
using static TorchSharp.torch;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// A walk over bars, each time taking the likeliest action. The position observed is the one decided before, starting flat;
/// nothing is learned and nothing is drawn.
/// </summary>
/// <param name="Exposure">[decision] what was decided, the first bar's first.</param>
/// <param name="LogReturn">Sum of the rewards of those decisions whose reward lies within the series.</param>
/// <param name="Turnover">Sum of |change of exposure|.</param>
internal sealed record GreedyPass(double[] Exposure, double LogReturn, double Turnover)
{
    /// <summary>Decides on the bars [<paramref name="first"/>, <paramref name="end"/>).</summary>
    public static GreedyPass Over(ObservedMarket market, TradingTerms terms, ActorCritic networks, int first, int end)
    {
        var observation = new float[market.ObservationSize];
        return Walk(
            market,
            terms.CostFraction,
            first,
            end,
            (bar, held) =>
            {
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                market.Observe(bar, held, observation);
                return terms.Exposures[Likeliest(networks.Policy(networks.Rows(observation)).data<float>().ToArray())];
            }
        );
    }

    /// <summary>The same walk holding one unit all the way: what any agent has to be measured against.</summary>
    public static GreedyPass BuyAndHold(ObservedMarket market, double costFraction, int first, int end) =>
        Walk(market, costFraction, first, end, (_, _) => 1);

    private static GreedyPass Walk(ObservedMarket market, double costFraction, int first, int end, Func<int, HeldPosition, double> decide)
    {
        var (exposure, held) = (new double[end - first], HeldPosition.Flat);
        var (logReturn, turnover) = (0.0, 0.0);
        for (var bar = first; bar < end; bar++)
        {
            var target = decide(bar, held);
            exposure[bar - first] = target;
            turnover += Math.Abs(target - held.Exposure);
            if (bar + 2 < market.BarCount)
                logReturn += Math.Log(Math.Max(market.Growth(bar, held.Exposure, target, costFraction), TradingEnvironment.RuinGrowth));
            if (bar + 1 < market.BarCount)
                held = market.Fill(bar, held, target);
        }
        return new GreedyPass(exposure, logReturn, turnover);
    }

    private static int Likeliest(float[] logits) => Array.IndexOf(logits, logits.Max());
}
