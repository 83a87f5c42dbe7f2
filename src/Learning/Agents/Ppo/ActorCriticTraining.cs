using Simulator.Learning.Agents.Folds;
using Simulator.Learning.Agents.Training;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>A fold's training by <see cref="DensePpo"/>: an update is a rollout and what is learned of it.</summary>
/// <param name="place">Where and how long it learns.</param>
/// <param name="options">Hyper-parameters; those of A2C, too.</param>
internal sealed class ActorCriticTraining(FoldPlace place, DensePpoOptions options) : IFoldTraining
{
    private readonly DensePpo _training = new(
        place.Environment,
        options,
        Math.Max(1, place.Steps / (place.Environment.Count * options.RolloutSteps)),
        place.Seed,
        place.Purpose
    );
    private PpoDiagnostics _last;

    /// <inheritdoc/>
    public int Update => _training.Update;

    /// <inheritdoc/>
    public int Updates => _training.Updates;

    /// <inheritdoc/>
    public IActionScores Policy => _training.Networks;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Figures =>
        new Dictionary<string, double>
        {
            ["meanReward"] = _last.MeanReward,
            ["policyLoss"] = _last.PolicyLoss,
            ["valueLoss"] = _last.ValueLoss,
            ["entropy"] = _last.Entropy,
            ["approxKl"] = _last.ApproximateKl,
            ["clipFraction"] = _last.ClipFraction,
            ["explainedVariance"] = _last.ExplainedVariance,
        };

    /// <inheritdoc/>
    public void RunUpdate() => _last = _training.RunUpdate();

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => _training.Save(writer);

    /// <inheritdoc/>
    public void Restore(BinaryReader reader) => _training.Restore(reader);
}
