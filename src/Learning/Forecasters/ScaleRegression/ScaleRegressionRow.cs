using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.ScaleRegression;

/// <summary>The row of the scale regression in the table of learners.</summary>
public static class ScaleRegressionRow
{
    private const string Name = "scaleRegression";

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<ScaleRegressionSpec>
        {
            Name = Name,
            ShortTitle = "Scale regression",
            Title = "Student-t regression of volatility on features",
            Summary =
                "How far the volatility of the next return lies above or below its exponentially weighted mean is linear in the features, "
                + "as a logarithm. Give it levels that know of volatility: the range of the last bars, an index of option prices.",
            Source = "Harvey 1976 (multiplicative heteroscedasticity); Hoerl & Kennard 1970 (ridge); Bollerslev 1987 (Student-t)",
            Suits = "where features know more of tomorrow's volatility than past returns do",
            Weakness = "linear; without such features it is no better than GARCH",
            Page = "algorithms/classical.md",
            Parameters = [RefittedParameters.Penalty, RefittedParameters.Decay, .. RefittedParameters.Common],
            Charts = RefittedForecaster.Charts,
            Seeds = _ => [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, ScaleRegressionModel.FirstRow, bars),
            Takes = Takes,
            Make = spec => new RefittedForecaster(
                Name,
                spec,
                ScaleRegressionModel.FirstRow,
                (input, history) => new ScaleRegressionModel(spec, input, history)
            ),
        };

    // Six fits of some sixty evaluations for each refit, on half of the bars in the mean.
    private static LearnerLoad Takes(ScaleRegressionSpec spec, LearnerBars bars, int columns)
    {
        var refits = Math.Max(1, (bars.Bars - spec.MinimumBars) / spec.RefitBars);
        var evaluation = bars.Bars / 2.0 * (60 + (4.0 * columns));
        return new(bars.Bars * (columns + 4.0) * 16, refits * 360 * evaluation / (LearnerLoad.OperationsPerSecond / 10));
    }
}
