using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Native;
using Simulator.Scoring;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>The GAN's row in the table of learners.</summary>
public static class GanRow
{
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
            Source = "Gulrajani et al. 2017 (WGAN-GP); Petzka et al. 2018 (one-sided penalty); Gneiting & Raftery 2007 (CRPS)",
            Page = "algorithms/gan.md",
            Parameters = GanParameters.All,
            Runtime = TorchRuntime.Instance,
            UsesDevice = true,
            Charts = Charts,
            Check = Contradictions,
            Seeds = spec => Enumerable.Range(0, spec.TrainFolds + 2).Select(k => FormattableString.Invariant($"forecaster/fold{k}")),
            Needs = Needs,
            Make = spec => new GanForecaster(spec),
        };

    private static LearnerChart[] Charts =>
        [
            new(
                "losses",
                "Critic and generator loss",
                "epoch, over all folds",
                [new("criticLoss", "critic"), new("generatorLoss", "generator")]
            ),
            new(
                "crps",
                "Validation CRPS against the random walk",
                "epoch, over all folds",
                [new("validationCrps", "forecaster"), new("randomWalkCrps", "random walk") { IsBaseline = true }]
            ),
        ];

    private static IEnumerable<LearnerFault> Contradictions(GanForecasterSpec spec)
    {
        if (spec.Samples % 2 != 0)
            yield return new(
                "samples",
                FormattableString.Invariant(
                    $"must be even (half of the draws use the noise of the other half with its sign turned), was {spec.Samples}"
                )
            );
        if (spec.LearningRateMax < spec.LearningRateMin)
            yield return new(
                "learningRateMax",
                FormattableString.Invariant($"must be at least learningRateMin ({spec.LearningRateMin}), was {spec.LearningRateMax}")
            );
    }

    private static LearnerLength Needs(GanForecasterSpec spec, LearnerBars series)
    {
        var firstRow = Math.Max(series.FirstRow, RandomWalk.SeedReturns + 1) + spec.WindowBars - 1;
        if (WalkForward.Shortage(series.Bars, firstRow, series.Split, spec.TrainFolds) is { } shortage)
            return new(shortage, series.FirstRow);
        var folds = WalkForward.Plan(series.Bars, firstRow, series.Split, spec.TrainFolds);
        var fold = folds.Select(f => FoldRows.Shortage(f, series.Split.EmbargoBars)).FirstOrDefault(s => s is not null);
        return new(fold, folds[0].ForecastStart);
    }
}
