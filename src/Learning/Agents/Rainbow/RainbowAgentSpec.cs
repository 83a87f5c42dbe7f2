using Simulator.Learners;
using Simulator.Learning.Agents.Evidence;
using Simulator.Learning.Agents.Folds;

namespace Simulator.Learning.Agents.Rainbow;

/// <summary>
/// Rainbow (Hessel et al. 2018) with actions short, flat, long. With all six parts off it is DQN, with only the distribution C51.
/// </summary>
public sealed record RainbowAgentSpec : AgentSpec, IFoldedAgentSpec
{
    /// <inheritdoc/>
    public int Folds { get; init; } = 4;

    /// <inheritdoc/>
    public double Evidence { get; init; }

    /// <inheritdoc/>
    public AgentBaseline Baseline { get; init; } = AgentBaseline.Hold;

    /// <summary>Whether one network picks the next action and the other values it (van Hasselt et al. 2016).</summary>
    public bool DoubleQ { get; init; } = true;

    /// <summary>Whether the state and the actions have values of their own (Wang et al. 2016).</summary>
    public bool Duelling { get; init; } = true;

    /// <summary>Whether transitions are drawn by the size of their last error (Schaul et al. 2016).</summary>
    public bool Prioritised { get; init; } = true;

    /// <summary>Rewards that are added up before the network's own value follows (Sutton 1988); 1 is off.</summary>
    public int NSteps { get; init; } = 3;

    /// <summary>Whether the distribution of returns is learned and not only its mean (Bellemare et al. 2017).</summary>
    public bool Distributional { get; init; } = true;

    /// <summary>
    /// Whether learned noise explores (Fortunato et al. 2018); else random actions do. Off, unlike the other parts: it finds less of a weak
    /// signal (measured in docs/algorithms/rainbow.md).
    /// </summary>
    public bool Noisy { get; init; }

    /// <summary>Units of each of the two hidden layers.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Adam's rate.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Discount per bar; short for the reason that PPO's is.</summary>
    public double Gamma { get; init; } = 0.9;

    /// <inheritdoc/>
    public int Environments { get; init; } = 16;

    /// <summary>Transitions kept.</summary>
    public int BufferSize { get; init; } = 25_000;

    /// <summary>Steps of a training before its first gradient step.</summary>
    public int WarmupSteps { get; init; } = 1_000;

    /// <summary>Transitions of a gradient step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Steps between gradient steps.</summary>
    public int TrainInterval { get; init; } = 32;

    /// <summary>Steps between copies of the network into the one that values what follows.</summary>
    public int TargetInterval { get; init; } = 500;

    /// <summary>Probability of a random action at the end, without noise; it falls from 1.</summary>
    public double ExplorationEnd { get; init; } = 0.05;

    /// <summary>Fraction of a training over which it falls.</summary>
    public double ExplorationFraction { get; init; } = 0.5;

    /// <summary>Size of the noise at first.</summary>
    public double NoiseDeviation { get; init; } = 0.5;

    /// <summary>Places of the distribution.</summary>
    public int Atoms { get; init; } = 51;

    /// <summary>How much the size of errors counts.</summary>
    public double PriorityExponent { get; init; } = 0.5;

    /// <inheritdoc/>
    public int EpisodeBars { get; init; } = 128;
}
