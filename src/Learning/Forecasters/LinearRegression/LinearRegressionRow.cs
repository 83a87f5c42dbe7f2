using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.LinearRegression;

/// <summary>The row of the linear regression in the table of learners.</summary>
public static class LinearRegressionRow
{
    private const string Name = "linearRegression";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<LinearRegressionSpec>
        {
            Name = Name,
            ShortTitle = "Linear regression",
            Title = "Ridge regression of the return on features",
            Summary =
                "The mean of the next return is linear in the features, with a penalty on large coefficients that the last part of the "
                + "past chooses; the errors around it have an exponentially weighted volatility and fitted tails.",
            Source =
                "Hoerl & Kennard 1970 (ridge); Aitken 1935 (weights); Breiman et al. 1984 (one-standard-error rule); "
                + "Bollerslev 1987 (Student-t)",
            Suits = "where a feature leads the return: a related market that closes earlier, a spread that reverts",
            Weakness = "in daily returns of liquid markets there is next to nothing to find: as a rule the penalty leaves only the mean",
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
            Needs = (spec, bars) => RefittedForecaster.Length(spec, LinearRegressionModel.FirstRow, bars),
            Takes = Takes,
            Make = spec => new RefittedForecaster(
                Name,
                spec,
                LinearRegressionModel.FirstRow,
                (input, history) => new LinearRegressionModel(spec, input, history)
            ),
        };

    // Products of columns twice for each refit, on half of the bars in the mean, their solution for each penalty, and a fit of the tails.
    private static LearnerLoad Takes(LinearRegressionSpec spec, LearnerBars bars, int columns)
    {
        var refits = Math.Max(1, (bars.Bars - spec.MinimumBars) / spec.RefitBars);
        var (rows, k) = (bars.Bars / 2.0, columns + 2.0);
        var operations =
            (rows * ((2 * k * k) + (HeldOutPenalty.Candidates.Count * k) + 4_000)) + (HeldOutPenalty.Candidates.Count * k * k * k);
        return new(bars.Bars * k * 32, refits * operations / (LearnerLoad.OperationsPerSecond / 10));
    }
}
