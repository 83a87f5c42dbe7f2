using Simulator.Folds;
using Simulator.Learners;
using Simulator.Scoring;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>Whether a series is long enough for a model that reads windows and keeps the last part of each fold to validate on.</summary>
internal static class WindowLength
{
    /// <summary>For a window and a number of folds over the training part.</summary>
    public static LearnerLength Of(LearnerBars series, int windowBars, int trainFolds, int pathBars = 1)
    {
        var firstRow = Math.Max(series.FirstRow, RandomWalk.SeedReturns + 1) + windowBars - 1;
        if (WalkForward.Shortage(series.Bars, firstRow, series.Split, trainFolds, pathBars) is { } shortage)
            return new(shortage, series.FirstRow);
        var folds = WalkForward.Plan(series.Bars, firstRow, series.Split, trainFolds, pathBars);
        var fold = folds.Select(f => FoldRows.Shortage(f, series.Split.EmbargoBars, pathBars)).FirstOrDefault(s => s is not null);
        return new(fold, folds[0].ForecastStart);
    }
}
