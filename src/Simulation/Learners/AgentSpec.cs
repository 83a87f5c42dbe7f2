namespace Simulator.Learners;

/// <summary>
/// A reinforcement-learning agent. Told apart by <c>kind</c>, the name of the agent's row in <see cref="LearnerTable"/>;
/// each row has a spec of its own, derived from this one.
/// </summary>
public abstract record AgentSpec
{
    /// <summary>
    /// Cost that the reward charges per unit of turnover, as a fraction of the traded value. Part of the agent, not of the
    /// execution: a changed commission reruns the backtest and not the training. The report warns where the two differ.
    /// </summary>
    public double CostFraction { get; init; } = 0.0011;

    /// <summary>Independent trainings; the one best on validation decides on the test.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Environment steps over all seeds together.</summary>
    public int Steps { get; init; } = 300_000;
}
