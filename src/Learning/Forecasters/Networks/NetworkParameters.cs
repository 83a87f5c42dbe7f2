using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>What each number of a <see cref="NetworkForecasterSpec"/> is and may be.</summary>
internal static class NetworkParameters
{
    /// <summary>In the order of the form: those that every kind has, with a kind's own among the first.</summary>
    public static IReadOnlyList<LearnerParameter> With(params IEnumerable<LearnerParameter> own) =>
        [
            new("law", "Law", "family of the law of the next return; the network gives its location, scale and shape") { IsBasic = true },
            CommonParameters.Window,
            Count("hidden", "Units", "units of a layer", 1, 1024) with
            {
                IsBasic = true,
            },
            Count("layers", "Layers", "layers, one upon the other", 1, 8) with
            {
                IsBasic = true,
            },
            .. own,
            Count("epochs", "Epochs", "passes over the training windows of a fold, at most", 1, 100_000) with
            {
                Unit = "per fold",
                IsBasic = true,
            },
            Count("seeds", "Seeds", "models of each fold, from different seeds; the forecast has the mean of their quantiles", 1, 32) with
            {
                Unit = "models",
                IsBasic = true,
            },
            Count("trainFolds", "Folds", "models over the training part; one more serves validation and one the test", 0, 50) with
            {
                IsBasic = true,
            },
            CommonParameters.NextBarOnly,
            Count("pretrainEpochs", "Pre-training", "passes over the windows of the related series before the target's own", 0, 10_000) with
            {
                Unit = "per fold",
            },
            Count("patienceEpochs", "Patience", "epochs without a better validation CRPS after which a fold stops", 1, 100_000) with
            {
                Unit = "epochs",
            },
            Count("batchSize", "Batch", "windows per training step", 2, 65_536) with
            {
                Unit = "windows",
            },
            new("learningRate", "Learning rate", "Adam's rate")
            {
                Min = 0,
                IsAboveMin = true,
                Max = 1,
            },
            new("dropout", "Dropout", "share of units that are switched off in a training step")
            {
                Unit = "fraction",
                Min = 0,
                Max = 1,
                IsBelowMax = true,
            },
            new(
                "augmentation",
                "Augmentation",
                "how half of the training windows are changed; what is validated and served stays as it is"
            ),
            new(
                "augmentationStrength",
                "Strength of augmentation",
                "deviation of noise or factors, largest change of the logarithm of the pace, or probability per bar that a block ends"
            )
            {
                Min = 0,
                IsAboveMin = true,
                Max = 1,
            },
            new("weightDecay", "Weight decay", "pull of every weight towards 0 (L2): towards the law that training starts from")
            {
                Min = 0,
                Max = 10,
            },
            new("gradientNorm", "Longest gradient", "a longer gradient is cut to this length")
            {
                Min = 0,
                IsAboveMin = true,
                Max = 1e6,
            },
        ];

    private static LearnerParameter Count(string name, string label, string help, int min, int max) =>
        new(name, label, help) { Min = min, Max = max };
}
