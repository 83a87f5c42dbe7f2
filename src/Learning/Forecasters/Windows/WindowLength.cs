using Simulator.Folds;
using Simulator.Learners;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>Whether a series is long enough for a model that reads windows and keeps the last part of each fold to validate on.</summary>
internal static class WindowLength
{
    /// <summary>For a window, a number of folds over the training part, and a volatility that returns are divided by.</summary>
    public static LearnerLength Of(LearnerBars series, int windowBars, int trainFolds, ScaleKind scale = ScaleKind.Weighted)
    {
        var scaled = ReturnScale.FirstRowOf(scale, series.FirstRow, series.Split) + 1;
        var firstRow = Math.Max(series.FirstRow, scaled) + windowBars - 1;
        if (WalkForward.Shortage(series.Bars, firstRow, series.Split, trainFolds) is { } shortage)
            return new(shortage, series.FirstRow);
        var folds = WalkForward.Plan(series.Bars, firstRow, series.Split, trainFolds);
        var fold = folds.Select(f => FoldRows.Shortage(f, series.Split.EmbargoBars)).FirstOrDefault(s => s is not null);
        return new(fold, folds[0].ForecastStart);
    }
}
