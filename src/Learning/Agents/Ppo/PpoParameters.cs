using Simulator.Learners;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>What each number of a <see cref="PpoAgentSpec"/> is and may be.</summary>
internal static class PpoParameters
{
    /// <summary>In the order of the form.</summary>
    public static IReadOnlyList<LearnerParameter> All { get; } =
    [
        CommonParameters.Steps,
        CommonParameters.Seeds,
        Count("folds", "Folds", "parts of the bars before the test, each held out once from trainings of its own", 2, 20) with
        {
            Unit = "folds",
        },
        new("evidence", "Evidence", "least edge on held-out bars at which the agent decides; below it the baseline is held")
        {
            Unit = "standard errors",
            Min = -100,
            Max = 100,
            IsBasic = true,
        },
        new("baseline", "Baseline", "what is held where the edge is not enough") { IsBasic = true },
        CommonParameters.CostFraction,
        Count("hidden", "Hidden units", "units of each of the two hidden layers", 1, 4096),
        new("learningRate", "Learning rate", "Adam's rate at the start; it falls linearly to zero")
        {
            Min = 0,
            IsAboveMin = true,
            Max = 1,
        },
        Count("environments", "Environments", "episodes stepped side by side", 1, 65_536),
        Count("rolloutSteps", "Rollout", "steps per environment between updates", 2, 65_536) with
        {
            Unit = "steps",
        },
        Count("epochs", "Epochs per rollout", "passes over each rollout", 1, 1000),
        Count("minibatchSize", "Minibatch", "samples per gradient step", 2, int.MaxValue) with
        {
            Unit = "samples",
        },
        new("gamma", "Discount γ", "weight of the next bar's reward relative to this one's")
        {
            Unit = "per bar",
            Min = 0,
            Max = 1,
            IsBelowMax = true,
        },
        new("gaeLambda", "GAE λ", "how far rewards are followed before the value network takes over") { Min = 0, Max = 1 },
        new("clipRange", "Clip range", "how far a probability may move in one update, as a ratio")
        {
            Min = 0,
            IsAboveMin = true,
            Max = 1,
            IsBelowMax = true,
        },
        new("entropyWeight", "Entropy weight", "how much trying many actions is rewarded") { Min = 0 },
        Count("episodeBars", "Episode", "bars of a training episode", 2, 1_000_000) with
        {
            Unit = "bars",
        },
    ];

    private static LearnerParameter Count(string name, string label, string help, int min, int max) =>
        new(name, label, help) { Min = min, Max = max };
}
