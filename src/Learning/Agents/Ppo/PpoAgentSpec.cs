using Simulator.Learners;
using Simulator.Learning.Agents.Evidence;
using Simulator.Learning.Agents.Folds;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>Proximal policy optimisation (Schulman et al. 2017, clipped objective) with actions short, flat, long.</summary>
public sealed record PpoAgentSpec : AgentSpec, IFoldedAgentSpec
{
    /// <summary>Parts of the bars before the test part, each held out once from trainings of its own.</summary>
    public int Folds { get; init; } = 4;

    /// <summary>Least edge on held-out bars, in standard errors, at which the agent decides and not its baseline.</summary>
    public double Evidence { get; init; }

    /// <summary>What is held where the edge is not enough.</summary>
    public AgentBaseline Baseline { get; init; } = AgentBaseline.Hold;

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
