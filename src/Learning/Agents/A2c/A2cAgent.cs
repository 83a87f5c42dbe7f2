using Simulator.Learning.Agents.Folds;
using Simulator.Learning.Agents.Ppo;

namespace Simulator.Learning.Agents.A2c;

/// <summary>
/// Advantage actor-critic as a <see cref="FoldedAgent"/>: PPO with one pass over the whole rollout, so that nothing is clipped (Huang et
/// al. 2022). The probabilities of the trainings are averaged.
/// </summary>
public sealed class A2cAgent : FoldedAgent
{
    private readonly A2cAgentSpec _spec;

    /// <summary>An agent of these hyper-parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them cannot be trained with.</exception>
    public A2cAgent(A2cAgentSpec spec)
        : base(spec, "a2c", 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.RolloutSteps, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(spec.LearningRate, 0);
        _spec = spec;
    }

    /// <inheritdoc/>
    private protected override IFoldTraining Begin(FoldPlace place) =>
        new ActorCriticTraining(
            place,
            DensePpoOptions.A2c with
            {
                RolloutSteps = _spec.RolloutSteps,
                LearningRate = _spec.LearningRate,
                AnnealsLearningRate = true,
                Gamma = _spec.Gamma,
                GaeLambda = _spec.GaeLambda,
                ScalesRewards = true,
                EntropyWeight = _spec.EntropyWeight,
                ValueWeight = 0.5,
                Hidden = [_spec.Hidden, _spec.Hidden],
            }
        );
}
