using Simulator.Backtesting;
using Simulator.Learners;
using Simulator.Portfolios;
using Simulator.Rules;
using Simulator.Strategies;

namespace Simulator.Runs;

/// <summary>What kind of strategy a simulation has, in a word for lists.</summary>
public static class StrategyWord
{
    /// <summary>
    /// The strategy as specs write it: <c>buyAndHold</c>, <c>smaCross</c>, a ready strategy's name, <c>portfolio (hrp)</c>, <c>agent
    /// (ppo)</c>.
    /// </summary>
    public static string Of(StrategySpec strategy) =>
        strategy switch
        {
            BuyAndHoldStrategySpec => "buyAndHold",
            SmaCrossStrategySpec => "smaCross",
            NamedStrategySpec named => named.Name,
            RulesStrategySpec => "rules",
            PortfolioStrategySpec portfolio => $"portfolio ({portfolio.Method})",
            AgentStrategySpec { Agent: var agent } => $"agent ({LearnerTable.Of(agent).Name})",
            _ => strategy.GetType().Name,
        };
}
