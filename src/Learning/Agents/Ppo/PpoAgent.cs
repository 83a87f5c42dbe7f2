using Simulator.Learning.Agents.Folds;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>Proximal policy optimisation as a <see cref="FoldedAgent"/>: the probabilities of the trainings are averaged.</summary>
public sealed class PpoAgent : FoldedAgent
{
    private readonly PpoAgentSpec _spec;

    /// <summary>An agent of these hyper-parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them cannot be trained with.</exception>
    public PpoAgent(PpoAgentSpec spec)
        : base(spec, "ppo", 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.RolloutSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.MinibatchSize, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(spec.LearningRate, 0);
        _spec = spec;
    }

    /// <inheritdoc/>
    private protected override IFoldTraining Begin(FoldPlace place) =>
        new ActorCriticTraining(
            place,
            new DensePpoOptions
            {
                RolloutSteps = _spec.RolloutSteps,
                Epochs = _spec.Epochs,
                Minibatches = Math.Max(1, _spec.Environments * _spec.RolloutSteps / _spec.MinibatchSize),
                LearningRate = _spec.LearningRate,
                Gamma = _spec.Gamma,
                GaeLambda = _spec.GaeLambda,
                ClipRange = _spec.ClipRange,
                ClipsValue = false,
                ScalesRewards = true,
                EntropyWeight = _spec.EntropyWeight,
                Hidden = [_spec.Hidden, _spec.Hidden],
            }
        );
}
