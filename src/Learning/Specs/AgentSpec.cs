using System.Text.Json.Serialization;
using Simulator.Specs;

namespace Simulator.Learning.Specs;

/// <summary>A strategy that a trained agent decides.</summary>
public sealed record AgentStrategySpec : StrategySpec
{
    /// <summary>The agent.</summary>
    public required AgentSpec Agent { get; init; }
}

/// <summary>A reinforcement-learning agent; a closed set told apart by <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PpoAgentSpec), "ppo")]
public abstract record AgentSpec
{
    /// <summary>
    /// Null: the agent trains under the fills, costs and capital of the run, and a changed commission trains it anew. A number: it trains
    /// with that cost, a fraction of the traded value, and nothing else (fills at the next open, no leverage), and a changed commission
    /// reruns the backtest only. The report says so.
    /// </summary>
    public double? CostFraction { get; init; }

    /// <summary>Independent trainings; the one best on validation decides on the test.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Environment steps over all seeds together.</summary>
    public int Steps { get; init; } = 300_000;
}

/// <summary>Proximal policy optimisation (Schulman et al. 2017, clipped objective) with actions short, flat, long.</summary>
public sealed record PpoAgentSpec : AgentSpec
{
    /// <summary>Units of each of the two hidden layers.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Environments stepped together.</summary>
    public int Environments { get; init; } = 16;

    /// <summary>Steps per environment between updates.</summary>
    public int RolloutSteps { get; init; } = 128;

    /// <summary>Passes over each rollout.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Samples per gradient step.</summary>
    public int MinibatchSize { get; init; } = 256;

    /// <summary>Adam's rate at the start; falls linearly to zero.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>
    /// Discount per bar. Short on purpose: a trader of one unit moves no price, so beyond the cost of leaving a position a decision
    /// has no consequences, and every bar looked ahead adds its noise (measured in docs/algorithms/ppo.md).
    /// </summary>
    public double Gamma { get; init; } = 0.9;

    /// <summary>Generalised advantage estimation's λ.</summary>
    public double GaeLambda { get; init; } = 0.8;

    /// <summary>Clip range of the probability ratio.</summary>
    public double ClipRange { get; init; } = 0.2;

    /// <summary>Weight of the entropy bonus.</summary>
    public double EntropyWeight { get; init; } = 0.01;

    /// <summary>Bars per training episode.</summary>
    public int EpisodeBars { get; init; } = 128;
}
