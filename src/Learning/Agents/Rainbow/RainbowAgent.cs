using Simulator.Learning.Agents.Folds;

namespace Simulator.Learning.Agents.Rainbow;

/// <summary>
/// Rainbow as a <see cref="FoldedAgent"/>: the values that the trainings give to an action, in log-return, are averaged.
/// </summary>
public sealed class RainbowAgent : FoldedAgent
{
    private readonly RainbowAgentSpec _spec;

    /// <summary>An agent of these hyper-parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them cannot be trained with.</exception>
    public RainbowAgent(RainbowAgentSpec spec)
        : base(spec, "rainbow", 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.NSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Atoms, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.BufferSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.WarmupSteps, spec.NSteps);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.TrainInterval, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.TargetInterval, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(spec.LearningRate, 0);
        _spec = spec;
    }

    /// <inheritdoc/>
    private protected override IFoldTraining Begin(FoldPlace place)
    {
        var reach = Reach(_spec.Gamma);
        return new ReplayTraining(
            place,
            new RainbowOptions
            {
                IsDouble = _spec.DoubleQ,
                IsDuelling = _spec.Duelling,
                IsPrioritised = _spec.Prioritised,
                IsNoisy = _spec.Noisy,
                Steps = _spec.NSteps,
                Atoms = _spec.Distributional ? _spec.Atoms : 1,
                ValueMin = -reach,
                ValueMax = reach,
                RewardScale = 1 / ReplayTraining.BarDeviation(place),
                Gamma = _spec.Gamma,
                LearningRate = _spec.LearningRate,
                AdamEpsilon = 1.5e-4,
                Capacity = _spec.BufferSize,
                LearningStarts = _spec.WarmupSteps,
                BatchSize = _spec.BatchSize,
                TrainInterval = _spec.TrainInterval,
                TargetInterval = _spec.TargetInterval,
                ExplorationEnd = _spec.ExplorationEnd,
                ExplorationFraction = _spec.ExplorationFraction,
                NoiseDeviation = _spec.NoiseDeviation,
                PriorityExponent = _spec.PriorityExponent,
                MaximumGradientNorm = 10,
                Hidden = [_spec.Hidden, _spec.Hidden],
            }
        );
    }

    // Rewards are about 1. One who knows every tomorrow earns about 1 ÷ (1 − γ) of them, and a single bar may be four.
    private static double Reach(double gamma) => 4 + (1 / (1 - gamma));
}
