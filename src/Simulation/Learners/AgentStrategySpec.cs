using Simulator.Backtesting;

namespace Simulator.Learners;

/// <summary>A strategy that a trained agent decides.</summary>
public sealed record AgentStrategySpec : StrategySpec
{
    /// <summary>The agent.</summary>
    public required AgentSpec Agent { get; init; }
}
