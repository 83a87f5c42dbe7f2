using Simulator.Learners;
using Simulator.Learning.Native;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>The row of autoencoders in the table of learners.</summary>
public static class AutoencoderRow
{
    private const double BytesPerNumber = 64;

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new FittedFeatureDescription<AutoencoderSpec>
        {
            Name = AutoencoderFeature.Name,
            ShortTitle = "Autoencoder",
            Title = "Code of a stacked or variational autoencoder",
            Summary =
                "A few numbers from which a network can bring back all fixed features of a row, trained on the past of each fold. Of a "
                + "variational one the mean of the code's distribution.",
            Source =
                "Hinton & Salakhutdinov 2006 (autoencoder); Kingma & Welling 2014 (variational); Hendrycks & Gimpel 2016 (GELU); "
                + "Schönemann 1966 (how codes are turned alike in every fold)",
            Suits = "many features that move together, for a forecaster or an agent that would else learn from all of them",
            Weakness = "what is left out may be what tells the next return; no label says which code is worth its place",
            Page = "algorithms/learned-features.md",
            Parameters =
            [
                new("variational", "Variational", "the code is a distribution near the standard normal one; its mean is the feature")
                {
                    IsBasic = true,
                },
                Count("codes", "Codes", "numbers of the code; each gives a column", 1, 64) with
                {
                    IsBasic = true,
                },
                Count("hidden", "Units", "units of the widest layer; each further one towards the code has half as many", 1, 1024),
                Count("layers", "Layers", "layers between inputs and code, and as many behind it", 1, 6),
                Count("epochs", "Epochs", "passes over the rows of a fold, at most", 1, 100_000) with
                {
                    Unit = "per fold",
                },
                Count(
                    "patienceEpochs",
                    "Patience",
                    "epochs without a lower loss on the last rows after which a fold stops",
                    1,
                    100_000
                ) with
                {
                    Unit = "epochs",
                },
                Count("batchSize", "Batch", "rows per training step", 2, 65_536) with
                {
                    Unit = "rows",
                },
                new("learningRate", "Learning rate", "Adam's rate")
                {
                    Min = 0,
                    IsAboveMin = true,
                    Max = 1,
                },
                CommonParameters.FeatureFolds,
            ],
            Runtime = TorchRuntime.Instance,
            NeedsFeatures = false,
            Seeds = spec =>
                Enumerable
                    .Range(0, spec.TrainFolds + 2)
                    .SelectMany(fold =>
                        CodeTraining
                            .StreamsOf(spec)
                            .Select(s => FormattableString.Invariant($"features/{AutoencoderFeature.PurposeOf(spec)}/fold{fold}/{s}"))
                    ),
            Takes = Takes,
            Make = spec => new AutoencoderFeature(spec),
            WarmUpBars = _ => AutoencoderInputs.WarmUpBars,
        };

    // A pass forwards and one backwards over the rows of every fold in every epoch.
    private static LearnerLoad Takes(AutoencoderSpec spec, LearnerBars bars, int columns)
    {
        var widths = spec.Widths(columns);
        var products = 2.0 * widths.Zip(widths.Skip(1), (a, b) => (double)a * b).Sum();
        var rows = bars.Bars * 0.6 * (spec.TrainFolds + 2) / 2;
        var steps = spec.Epochs * rows / Math.Min(spec.BatchSize, bars.Bars);
        return new(
            (bars.Bars * (double)columns * BytesPerNumber) + (products * 20),
            (steps * LearnerLoad.SecondsPerStep) + (spec.Epochs * rows * 6 * products / LearnerLoad.OperationsPerSecond)
        );
    }

    private static LearnerParameter Count(string name, string label, string help, int min, int max) =>
        new(name, label, help) { Min = min, Max = max };
}
