using Simulator.Learners;
using Simulator.Learning.Agents.Evidence;
using Simulator.Learning.Agents.Folds;

namespace Simulator.Learning.Agents.A2c;

/// <summary>Advantage actor-critic (Mnih et al. 2016, in step) with actions short, flat, long.</summary>
public sealed record A2cAgentSpec : AgentSpec, IFoldedAgentSpec
{
    /// <inheritdoc/>
    public int Folds { get; init; } = 4;

    /// <inheritdoc/>
    public double Evidence { get; init; }

    /// <inheritdoc/>
    public AgentBaseline Baseline { get; init; } = AgentBaseline.Hold;

    /// <summary>Units of each of the two hidden layers.</summary>
    public int Hidden { get; init; } = 64;

    /// <inheritdoc/>
    public int Environments { get; init; } = 16;

    /// <summary>Steps per environment between updates.</summary>
    public int RolloutSteps { get; init; } = 8;

    /// <summary>RMSProp's rate at the start; falls linearly to zero.</summary>
    public double LearningRate { get; init; } = 7e-4;

    /// <summary>Discount per bar; short for the reason that PPO's is.</summary>
    public double Gamma { get; init; } = 0.9;

    /// <summary>Generalised advantage estimation's λ; 1 is the paper's return of all the steps of the rollout.</summary>
    public double GaeLambda { get; init; } = 0.8;

    /// <summary>Weight of the entropy bonus.</summary>
    public double EntropyWeight { get; init; } = 0.01;

    /// <inheritdoc/>
    public int EpisodeBars { get; init; } = 128;
}
