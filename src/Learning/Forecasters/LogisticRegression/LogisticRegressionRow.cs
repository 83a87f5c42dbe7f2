using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.LogisticRegression;

/// <summary>The row of the logistic regression in the table of learners.</summary>
public static class LogisticRegressionRow
{
    private const string Name = "logisticRegression";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<LogisticRegressionSpec>
        {
            Name = Name,
            ShortTitle = "Logistic regression",
            Title = "Logistic regression of the direction on features",
            Summary =
                "The log-odds of a rise are linear in the features, with a penalty on large coefficients that the last part of the past "
                + "chooses; a law of the exponentially weighted volatility is shifted until a rise has that probability.",
            Source =
                "Cox 1958 (logistic regression); le Cessie & van Houwelingen 1992 (ridge); Breiman et al. 1984 (one-standard-error rule)",
            Suits = "where only the direction is asked for, or large returns would pull a line of least squares",
            Weakness =
                "counts a small rise like a large one; in daily returns of liquid markets it finds little more than the share of rises",
            Page = "algorithms/classical.md",
            Parameters =
            [
                RefittedParameters.Penalty,
                RefittedParameters.Innovations,
                RefittedParameters.Decay,
                .. RefittedParameters.Common,
            ],
            Charts = RefittedForecaster.Charts,
            Seeds = _ => [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, LogisticRegressionModel.FirstRow, bars),
            Takes = Takes,
            Make = spec => new RefittedForecaster(
                Name,
                spec,
                LogisticRegressionModel.FirstRow,
                (input, history) => new LogisticRegressionModel(spec, input, history)
            ),
        };

    // A fit for each penalty and one more, of some thirty evaluations, for each refit, on half of the bars in the mean.
    private static LearnerLoad Takes(LogisticRegressionSpec spec, LearnerBars bars, int columns)
    {
        var refits = Math.Max(1, (bars.Bars - spec.MinimumBars) / spec.RefitBars);
        var evaluation = bars.Bars / 2.0 * (60 + (4.0 * columns));
        var fits = HeldOutPenalty.Candidates.Count + 1;
        return new(bars.Bars * (columns + 4.0) * 16, refits * fits * 30 * evaluation / (LearnerLoad.OperationsPerSecond / 10));
    }
}
