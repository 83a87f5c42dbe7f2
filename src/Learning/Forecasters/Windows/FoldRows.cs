using System.Globalization;
using Simulator.Errors;
using Simulator.Folds;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>Which rows of a fold train and which decide when to stop: the last part of the fold's own past, after an embargo.</summary>
/// <param name="Training">Rows [start, end) that are trained on and scaled with.</param>
/// <param name="Validation">Rows [start, end) whose CRPS picks the best weights; the last one's outcome is the fold's cut-off bar.</param>
internal sealed record FoldRows((int Start, int End) Training, (int Start, int End) Validation)
{
    /// <summary>Share of the fold's past that validates.</summary>
    public const double ValidationShare = 0.15;

    private const int FewestTraining = 64;
    private const int FewestValidation = 32;

    /// <summary>Number of training rows.</summary>
    public int TrainingCount => Training.End - Training.Start;

    /// <summary>The validation rows.</summary>
    public int[] ValidationRows => [.. Enumerable.Range(Validation.Start, Validation.End - Validation.Start)];

    /// <summary>Divides a fold's past.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="embargoBars">Bars left out between training and validation.</param>
    /// <param name="pathBars">Bars until the outcome of a row is known.</param>
    /// <exception cref="SimulationException">Too few rows to train and to validate on.</exception>
    public static FoldRows Of(WalkForwardFold fold, int embargoBars, int pathBars = 1)
    {
        if (Shortage(fold, embargoBars, pathBars) is { } shortage)
            throw new SimulationException(shortage);
        var start = ValidationStart(fold, pathBars);
        return new((fold.FitStart, TrainingEnd(start, embargoBars, pathBars)), (start, fold.FitEnd(pathBars)));
    }

    /// <summary>Why a fold's past is too short, with what would help; null where it is long enough.</summary>
    public static string? Shortage(WalkForwardFold fold, int embargoBars, int pathBars = 1) =>
        TrainingEnd(ValidationStart(fold, pathBars), embargoBars, pathBars) - fold.FitStart >= FewestTraining
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"fold {fold.Index + 1} has {Math.Max(fold.Cutoff - fold.FitStart, 0)} rows before its cut-off at bar {fold.Cutoff}; "
                    + $"it needs {FewestTraining} for training, {FewestValidation} for validation and an embargo of {embargoBars} between: "
                    + $"use more bars, fewer forecaster.trainFolds, a larger split.trainFraction or shorter feature windows"
            );

    private static int ValidationStart(WalkForwardFold fold, int pathBars) =>
        fold.FitEnd(pathBars) - Math.Max(FewestValidation, (int)((fold.FitEnd(pathBars) - fold.FitStart) * ValidationShare));

    // No outcome of a training row lies in the rows that validate.
    private static int TrainingEnd(int validationStart, int embargoBars, int pathBars) =>
        validationStart - Math.Max(embargoBars, pathBars - 1);
}
