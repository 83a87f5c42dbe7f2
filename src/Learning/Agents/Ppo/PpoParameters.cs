using Simulator.Learners;
using Simulator.Learning.Agents.Folds;
using static Simulator.Learning.Agents.Folds.FoldParameters;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>What each number of a <see cref="PpoAgentSpec"/> is and may be.</summary>
internal static class PpoParameters
{
    /// <summary>In the order of the form.</summary>
    public static IReadOnlyList<LearnerParameter> All { get; } =
    [
        .. Basic,
        Hidden,
        LearningRate("Adam's rate at the start; it falls linearly to zero"),
        FoldParameters.Environments,
        FoldParameters.Rollout,
        Count("epochs", "Epochs per rollout", "passes over each rollout", 1, 1000),
        Count("minibatchSize", "Minibatch", "samples per gradient step", 2, int.MaxValue) with
        {
            Unit = "samples",
        },
        Gamma,
        GaeLambda,
        new("clipRange", "Clip range", "how far a probability may move in one update, as a ratio")
        {
            Min = 0,
            IsAboveMin = true,
            Max = 1,
            IsBelowMax = true,
        },
        EntropyWeight,
        EpisodeBars,
    ];
}
