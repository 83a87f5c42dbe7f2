using Simulator.Learners;

namespace Simulator.Learning.Agents.Folds;

/// <summary>Parameters of <see cref="IFoldedAgentSpec"/>, and those that several agents have in the same words.</summary>
internal static class FoldParameters
{
    /// <summary>What people choose first, in the order of the form.</summary>
    public static IReadOnlyList<LearnerParameter> Basic { get; } =
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
    ];

    /// <summary>Units of a layer.</summary>
    public static LearnerParameter Hidden { get; } = Count("hidden", "Hidden units", "units of each of the two hidden layers", 1, 4096);

    /// <summary>Environments.</summary>
    public static LearnerParameter Environments { get; } =
        Count("environments", "Environments", "episodes stepped side by side", 1, 65_536);

    /// <summary>Steps of a rollout.</summary>
    public static LearnerParameter Rollout { get; } =
        Count("rolloutSteps", "Rollout", "steps per environment between updates", 2, 65_536) with
        {
            Unit = "steps",
        };

    /// <summary>γ.</summary>
    public static LearnerParameter Gamma { get; } =
        new("gamma", "Discount γ", "weight of the next bar's reward relative to this one's")
        {
            Unit = "per bar",
            Min = 0,
            Max = 1,
            IsBelowMax = true,
        };

    /// <summary>λ.</summary>
    public static LearnerParameter GaeLambda { get; } =
        new("gaeLambda", "GAE λ", "how far rewards are followed before the value network takes over") { Min = 0, Max = 1 };

    /// <summary>Weight of the entropy.</summary>
    public static LearnerParameter EntropyWeight { get; } =
        new("entropyWeight", "Entropy weight", "how much trying many actions is rewarded") { Min = 0 };

    /// <summary>Bars of an episode.</summary>
    public static LearnerParameter EpisodeBars { get; } =
        Count("episodeBars", "Episode", "bars of a training episode", 2, 1_000_000) with
        {
            Unit = "bars",
        };

    /// <summary>A learning rate.</summary>
    public static LearnerParameter LearningRate(string help) =>
        new("learningRate", "Learning rate", help)
        {
            Min = 0,
            IsAboveMin = true,
            Max = 1,
        };

    /// <summary>A whole number.</summary>
    public static LearnerParameter Count(string name, string label, string help, int min, int max) =>
        new(name, label, help) { Min = min, Max = max };
}
