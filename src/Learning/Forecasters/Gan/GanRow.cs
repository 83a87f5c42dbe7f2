using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Native;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>The GAN's row in the table of learners.</summary>
public static class GanRow
{
    private const double TapeColumns = 20; // of a horizon

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<GanForecasterSpec>
        {
            Name = "gan",
            ShortTitle = "GAN",
            Title = "Conditional WGAN-GP",
            Summary =
                "An LSTM generator draws the next return given a window of features and noise; a convolutional critic learns to tell "
                + "its draws from what happened. Trained walk-forward, so that every forecast is out of sample.",
            Source =
                "Gulrajani et al. 2017 (WGAN-GP); Petzka et al. 2018 (one-sided penalty); Gneiting & Raftery 2007 (CRPS); "
                + "Turner et al. 2019 and Azadi et al. 2019 (sampling by the critic); Han et al. 2017 (sparse stage); "
                + "Smith 2017 (learning rates)",
            Suits =
                "daily or hourly bars of liquid markets, at least a thousand of them; where the whole distribution matters, not a point",
            Weakness = "takes long to train; its draws can miss the tails; on prices without pattern it is no better than a random walk",
            Page = "algorithms/gan.md",
            Parameters = GanParameters.All,
            Runtime = TorchRuntime.Instance,
            UsesDevice = true,
            Charts = Charts,
            Check = Contradictions,
            Seeds = spec => Enumerable.Range(0, spec.TrainFolds + 2).SelectMany(k => Members(spec).Select(m => ModelPurpose.Of(k, m))),
            Needs = (spec, series) => WindowLength.Of(series, spec.WindowBars, spec.TrainFolds, spec.PathBars),
            Takes = Takes,
            Make = spec => new GanForecaster(spec),
        };

    private static LearnerChart[] Charts =>
        [
            OfModels("losses", "Critic loss", "criticLoss"),
            OfModels("generator", "Generator loss", "generatorLoss"),
            OfModels("balance", "Wasserstein estimate", "wasserstein"),
            OfModels("penalty", "Gradient penalty", "gradientPenalty"),
            OfModels("rate", "Learning rate", "learningRate"),
            OfModels("crps", "Validation CRPS against the random walk", "validationCrps", ("randomWalkCrps", "random walk")),
            OfModels(
                "evidence",
                "Gain of the best weights over the law that training started from, in standard errors",
                "evidence",
                ("neededEvidence", "needed to count")
            ),
        ];

    // Folds train side by side: each model has a line of its own.
    private static LearnerChart OfModels(string id, string title, string value, (string Value, string Label)? baseline = null) =>
        new(
            id,
            title,
            "epoch of each fold",
            [
                new(value, "model") { IsPerGroup = true },
                .. baseline is { } b ? [new LearnerLine(b.Value, b.Label) { IsPerGroup = true, IsBaseline = true }] : (LearnerLine[])[],
            ]
        );

    private static IEnumerable<LearnerFault> Contradictions(GanForecasterSpec spec)
    {
        if (spec.Samples % 2 != 0)
            yield return new(
                "samples",
                FormattableString.Invariant(
                    $"must be even (half of the draws use the noise of the other half with its sign turned), was {spec.Samples}"
                )
            );
        if (spec.Loss == GanLoss.EnergyScore && spec.Sampling != GanSampling.Raw)
            yield return new("sampling", "must be raw with loss energyScore, which has no critic to choose by");
        if (spec.PathBars > 1 && spec.Sampling != GanSampling.Raw)
            yield return new("sampling", "must be raw with pathBars above 1: the critic's choice is of single returns");
        if (spec.PathBars > 1 && spec.Loss == GanLoss.Economic)
            yield return new("loss", "must not be economic with pathBars above 1: its terms are of single returns");
        foreach (var fault in OfStages(spec))
            yield return fault;
        if (spec.LearningRateMax < spec.LearningRateMin)
            yield return new(
                "learningRateMax",
                FormattableString.Invariant($"must be at least learningRateMin ({spec.LearningRateMin}), was {spec.LearningRateMax}")
            );
    }

    private static IEnumerable<LearnerFault> OfStages(GanForecasterSpec spec)
    {
        if (spec.Sparsity > 0 && spec.Schedule == RateSchedule.OneCycle)
            yield return new("schedule", "must be triangular with sparsity above 0: a stage of it ends where validation no longer gains");
        if (spec.HeldOut != HeldOutUse.TrainOn)
            yield break;
        if (spec.Sparsity > 0)
            yield return new("heldOut", "must be leaveOut with sparsity above 0: its stages end by what is held out");
        if (spec.Loss == GanLoss.Economic)
            yield return new("heldOut", "must be leaveOut with loss economic, whose first epochs only measure");
        if (spec.Sampling != GanSampling.Raw)
            yield return new("heldOut", "must be leaveOut unless sampling is raw: the critic is calibrated on what is held out");
    }

    private static IEnumerable<int> Members(GanForecasterSpec spec) => Enumerable.Range(0, spec.Seeds);

    // Activations of a batch through both networks, twice for the penalty's second derivative, and the draws of all forecasts.
    private static LearnerLoad Takes(GanForecasterSpec spec, LearnerBars bars, int columns)
    {
        var inputs = (double)columns + spec.NoiseDimensions;
        var generator = 4.0 * spec.Hidden * (inputs + spec.Hidden + (2.0 * spec.Hidden * (spec.Layers - 1)));
        var critic = 5.0 * spec.CriticChannels * (columns + 1 + (2.0 * spec.CriticChannels));
        var read = (double)spec.WindowBars + spec.PathBars - 1;
        var perWindow = read * (inputs + (10.0 * spec.Hidden * spec.Layers) + (24.0 * spec.CriticChannels)) * sizeof(float);
        var batch = (double)Math.Min(spec.BatchSize, bars.Bars);
        var memory =
            (batch * perWindow * 2) + ((generator + critic) * 16) + (bars.Bars * ((double)spec.Samples * spec.PathBars * sizeof(float)));
        var rows = bars.Bars * 0.75; // a fold has less in the mean, its validation costs the rest
        var folds = (double)WalkForward.Models(bars.Bars, bars.Split, spec.TrainFolds, spec.RefitBars);
        memory += folds * bars.Bars * spec.PathBars * TapeColumns * sizeof(double) * 2; // each fold's tape, and its checkpoint
        var models = spec.Seeds * folds;
        var epochs = spec.Epochs * (spec.HeldOut == HeldOutUse.TrainOn ? 2.0 : 1);
        var steps = epochs * models * Math.Max(1, rows / batch);
        var criticSteps = spec.Loss == GanLoss.EnergyScore ? 0 : spec.CriticSteps;
        var operations = batch * read * 6 * (generator + (critic * 3 * criticSteps));
        return new(memory, steps * ((operations / LearnerLoad.OperationsPerSecond) + (LearnerLoad.SecondsPerStep * (1 + criticSteps))));
    }
}
