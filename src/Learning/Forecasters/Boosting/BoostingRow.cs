using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Learning.Trees;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>The row of boosted trees in the table of learners.</summary>
public static class BoostingRow
{
    private const string Name = "xgboost";
    private const double SecondsPerCell = 2e-8; // of a row and a column, in a level of a tree
    private const double BytesPerCell = 40;
    private const int Levels = 13;

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<BoostingSpec>
        {
            Name = Name,
            ShortTitle = "Boosted trees",
            Title = "Gradient-boosted trees of the return's law (XGBoost)",
            Summary =
                "Small regression trees over the features, added one by one, move the scale of a Student-t law of the next return, and its "
                + "location where the past says that this pays; or a grid of quantiles. "
                + "How many trees is chosen on the last part of the past.",
            Source = "Chen & Guestrin 2016 (XGBoost); Friedman 2001 (boosting); Thomas et al. 2018 (boosted location and scale)",
            Suits = "where features tell of tomorrow's volatility in ways that are not straight lines: thresholds, two features together",
            Weakness = "steps between the values it has seen: nothing beyond them; no better than a line where a line is right",
            Page = "algorithms/boosting.md",
            Runtime = XgboostRuntime.Instance,
            Parameters = [.. Own, RefittedParameters.Decay, .. RefittedParameters.Common],
            Charts = [.. RefittedForecaster.Charts, .. OwnCharts],
            Seeds = spec => spec.RowShare < 1 || spec.ColumnShare < 1 ? [BoostingModel.Stream] : [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, BoostingModel.FirstRow, bars),
            Takes = Takes,
            Make = spec => Forecaster(spec),
        };

    /// <summary>The forecaster; <paramref name="explain"/> is shown the trees of every fit with the rows that they serve.</summary>
    internal static IForecaster Forecaster(BoostingSpec spec, Action<WalkForwardFold, BoostedTrees, TreeMatrix>? explain = null) =>
        new RefittedForecaster(
            Name,
            spec,
            BoostingModel.FirstRow,
            (input, history, stage) => new BoostingModel(spec, input, history, stage) { Explain = explain },
            isRandom: spec.RowShare < 1 || spec.ColumnShare < 1
        );

    private static IReadOnlyList<LearnerParameter> Own =>
        [
            new("law", "Law", "what the trees move: scale and, where it pays, location of a Student-t law; its scale alone; or quantiles")
            {
                IsBasic = true,
            },
            new("rounds", "Trees", "trees for each number that is moved, at most; the last part of the past chooses how many")
            {
                Unit = "trees",
                Min = 1,
                Max = 5_000,
                IsBasic = true,
            },
            new("depth", "Depth", "splits from the root of a tree to a leaf at most: how many features it can put together")
            {
                Unit = "splits",
                Min = 1,
                Max = 8,
                IsBasic = true,
            },
            new("learningRate", "Learning rate", "share of a tree's step that is taken; smaller needs more trees")
            {
                Min = 0.001,
                Max = 1,
                IsBasic = true,
            },
            new("rowShare", "Rows of a tree", "share of the rows that a tree is grown on")
            {
                Unit = "fraction",
                Min = 0.1,
                Max = 1,
            },
            new("columnShare", "Columns of a tree", "share of the columns that a tree may split on")
            {
                Unit = "fraction",
                Min = 0.1,
                Max = 1,
            },
            new("minChildWeight", "Rows of a leaf", "sum of second derivatives, nearly a number of rows, that a leaf holds at least")
            {
                Min = 0,
                Max = 1_000_000,
            },
            new("lambda", "Penalty λ", "half of it times a leaf's squared value is added to the loss") { Min = 0, Max = 1_000_000 },
        ];

    private static IReadOnlyList<LearnerChart> OwnCharts =>
        [
            new(
                "judged",
                "Loss on the last part of each fit's past, which chose the number of trees",
                "fit",
                [new("judgedLoss", "with trees"), new("startLoss", "without") { IsBaseline = true }]
            ),
            new("trees", "Trees for each number that is moved", "fit", [new("trees", "trees")]),
        ];

    // A fit grows on three quarters of the past, some of it twice, and again on all of it.
    private static LearnerLoad Takes(BoostingSpec spec, LearnerBars bars, int columns)
    {
        var refits = Math.Max(1, (bars.Bars - spec.MinimumBars) / spec.RefitBars);
        var outputs = spec.Law == BoostedLaw.Quantiles ? 2 * Levels : 4;
        var cells = bars.Bars / 2.0 * (columns + 1);
        return new(bars.Bars * (columns + 4.0) * BytesPerCell, refits * spec.Rounds * outputs * cells * (spec.Depth + 2) * SecondsPerCell);
    }
}
