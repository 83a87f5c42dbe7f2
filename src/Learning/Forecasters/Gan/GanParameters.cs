using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>What each number of a <see cref="GanForecasterSpec"/> is and may be.</summary>
internal static class GanParameters
{
    /// <summary>In the order of the form.</summary>
    public static IReadOnlyList<LearnerParameter> All { get; } =
    [
        Count("epochs", "Epochs", "passes of the generator over the training windows of a fold, at most", 1, 100_000) with
        {
            Unit = "per fold",
            IsBasic = true,
        },
        Count("hidden", "LSTM units", "units of the generator's LSTM, in each layer", 1, 2048) with
        {
            IsBasic = true,
        },
        Count("layers", "LSTM layers", "layers of the generator's LSTM", 1, 3),
        new("loss", "Loss", "what generator and critic are trained by; with the energy score there is no critic") { IsBasic = true },
        new("scale", "Volatility", "what returns are divided by, so that training starts from its forecast") { IsBasic = true },
        new(
            "sampling",
            "Sampling",
            "what becomes of the generator's draws: rejection and Metropolis–Hastings choose among them by the critic "
                + "where it can be trusted"
        ),
        CommonParameters.Window,
        Count("trainFolds", "Folds", "models over the training part; one more serves validation and one the test", 1, 50) with
        {
            IsBasic = true,
        },
        Count(
            "refitBars",
            "New model every",
            "bars of validation and test after which a new model takes over, trained on all that was known then; 0 for one model each",
            0,
            100_000
        ) with
        {
            Unit = "bars",
        },
        Count(
            "pathBars",
            "Path",
            "bars of a drawn path: forecasts of 1, 2, … so many bars ahead; rules and agents read the nearest, reports score all",
            1,
            64
        ) with
        {
            Unit = "bars",
        },
        CommonParameters.NextBarOnly,
        Count("patienceEpochs", "Patience", "epochs without a better validation CRPS after which a fold stops", 1, 100_000) with
        {
            Unit = "epochs",
        },
        Count("batchSize", "Batch", "windows per training step", 2, 65_536) with
        {
            Unit = "windows",
        },
        Count("noiseDimensions", "Noise inputs", "random inputs per bar of the window", 1, 512) with
        {
            Unit = "per bar",
        },
        Count("criticChannels", "Critic channels", "channels of the critic's convolutions", 1, 1024),
        Count("criticSteps", "Critic steps", "critic steps before each generator step", 1, 100) with
        {
            Unit = "per generator step",
        },
        Count("seeds", "Seeds", "models of each fold, from different seeds; the forecast has the mean of their quantiles", 1, 32) with
        {
            Unit = "models",
            IsBasic = true,
        },
        new(
            "largestTail",
            "Heaviest tail",
            "bound of the tail δ of the base noise, which is fitted to the outcomes of each fold; 0 for normal noise"
        )
        {
            Min = 0,
            Max = 0.45,
        },
        new("gradientPenalty", "Gradient penalty λ", "weight of the penalty on slopes of the critic above 1") { Min = 0 },
        new(
            "crpsWeight",
            "CRPS weight",
            "weight of the CRPS of the generator's draws against the critic's score of weight 1; 0 for the critic alone"
        )
        {
            Min = 0,
            Max = 1000,
        },
        new("dropout", "Dropout", "share of the generator's units that are switched off in a training step")
        {
            Min = 0,
            Max = 1,
            IsBelowMax = true,
        },
        new("weightDecay", "Weight decay", "weight of the generator's squared weights in its gradient (L2)") { Min = 0, Max = 1 },
        new(
            "shrinkage",
            "Shrinkage",
            "weight of the squares of location and log-scale in the generator's loss: draws it towards the law that training starts from"
        )
        {
            Min = 0,
            Max = 1000,
        },
        new(
            "evidence",
            "Evidence",
            "gain in validation CRPS over the law that training starts from, below which that law serves; 0 for any gain"
        )
        {
            Unit = "standard errors",
            Min = 0,
            Max = 10,
        },
        new("l1", "Sizes of weights", "weight of the sizes of the generator's weights in its loss (L1)") { Min = 0, Max = 1 },
        new("largestGradient", "Longest gradient", "longest gradient of a step, over all weights of a network together; 0 for no bound")
        {
            Min = 0,
            Max = 1e6,
        },
        new(
            "averageDecay",
            "Decay of averaged weights",
            "decay a step of the mean over the generator's weights, which serves in their place; 0 for the weights themselves"
        )
        {
            Min = 0,
            Max = 1,
            IsBelowMax = true,
        },
        new(
            "sparsity",
            "Sparse share",
            "share of the generator's weights that a second stage of training holds at zero; a third trains all again; 0 for one stage"
        )
        {
            Min = 0,
            Max = 1,
            IsBelowMax = true,
        },
        new(
            "heldOut",
            "Held-out rows",
            "what becomes of the rows that decided when to stop: left out, or training is done again on all rows for as many epochs"
        ),
        new("schedule", "Learning rate", "up and down over and over, or once up and once down over all epochs, which are then all trained"),
        new(
            "rateTest",
            "Range test",
            "whether a range test before each training finds the highest learning rate, in place of learningRateMax"
        ),
        Rate("learningRateMin", "Lowest learning rate", "Adam's rate at the bottom of each cycle"),
        Rate("learningRateMax", "Highest learning rate", "Adam's rate at the top of each cycle"),
        Count(
            "samples",
            "Samples",
            "draws per forecast, even: half of them use the other half's noise with its sign turned",
            10,
            10_000
        ) with
        {
            Unit = "per forecast",
        },
    ];

    private static LearnerParameter Count(string name, string label, string help, int min, int max) =>
        new(name, label, help) { Min = min, Max = max };

    private static LearnerParameter Rate(string name, string label, string help) =>
        new(name, label, help)
        {
            Min = 0,
            IsAboveMin = true,
            Max = 1,
        };
}
