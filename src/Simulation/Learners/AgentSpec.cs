namespace Simulator.Learners;

/// <summary>
/// A reinforcement-learning agent. Told apart by <c>kind</c>, the name of the agent's row in <see cref="LearnerTable"/>;
/// each row has a spec of its own, derived from this one.
/// </summary>
public abstract record AgentSpec
{
    /// <summary>
    /// Null: the agent trains under the fills, costs and capital of the run, and a changed commission trains it again. A number: it trains
    /// with that cost, a fraction of the traded value, and nothing else (fills at the next open, no leverage), and a changed commission
    /// reruns the backtest only. The report says so.
    /// </summary>
    public double? CostFraction { get; init; }

    /// <summary>Independent trainings; they decide together.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Environment steps over all trainings together.</summary>
    public int Steps { get; init; } = 300_000;
}
