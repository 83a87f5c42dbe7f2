using System.Globalization;
using Simulator.Errors;
using Simulator.Markets;

namespace Simulator.Folds;

/// <summary>
/// Divides the bars into stretches, each served by a model that was fitted on what lies before it. Forecasters and fitted features share
/// this plan.
/// </summary>
public static class WalkForward
{
    /// <summary>
    /// The usable part of training is cut into <paramref name="trainFolds"/> + 1 equal stretches: the first only serves fitting, each later
    /// one is served by a model of everything before it. Two more models serve validation and test, or more where they are refitted.
    /// </summary>
    /// <param name="barCount">Bars of the target.</param>
    /// <param name="firstRow">First row whose whole input window has values.</param>
    /// <param name="split">Training, validation, test, embargo.</param>
    /// <param name="trainFolds">Models over the training part, ≥ 0.</param>
    /// <param name="horizonBars">Bars until the outcome of a row is known, ≥ 0; 0 for what is fitted without outcomes.</param>
    /// <param name="refitBars">Bars of validation and test after which a new model takes over; 0 for one model each.</param>
    /// <exception cref="SimulationException">Too few rows; <see cref="Shortage"/> tells it without throwing.</exception>
    public static IReadOnlyList<WalkForwardFold> Plan(
        int barCount,
        int firstRow,
        SplitSpec split,
        int trainFolds,
        int horizonBars = 1,
        int refitBars = 0
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trainFolds);
        ArgumentOutOfRangeException.ThrowIfNegative(refitBars);
        ArgumentOutOfRangeException.ThrowIfNegative(horizonBars);
        if (Shortage(barCount, firstRow, split, trainFolds, horizonBars) is { } shortage)
            throw new SimulationException(shortage);
        var (validation, test) = (split.ValidationStart(barCount), split.TestStart(barCount));
        var stretch = Stretch(barCount, firstRow, split, trainFolds);
        var starts = Enumerable
            .Range(1, trainFolds)
            .Select(k => firstRow + (k * stretch))
            .Concat(Parts(validation, test, refitBars))
            .Concat(Parts(test, barCount, refitBars))
            .Append(barCount)
            .ToArray();
        return
        [
            .. Enumerable
                .Range(0, starts.Length - 1)
                .Where(k => starts[k] < starts[k + 1])
                .Select((k, index) => new WalkForwardFold(index, firstRow, starts[k] - 1 - split.EmbargoBars, starts[k], starts[k + 1])),
        ];
    }

    /// <summary>Why so many bars cannot be planned, with what would help; null where they can.</summary>
    public static string? Shortage(int barCount, int firstRow, SplitSpec split, int trainFolds, int horizonBars = 1)
    {
        var stretch = Stretch(barCount, firstRow, split, trainFolds);
        if (stretch > split.EmbargoBars + horizonBars)
            return null;
        var wait = horizonBars > 1 ? FormattableString.Invariant($" and the outcomes of {horizonBars} not known") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"split: of {split.ValidationStart(barCount)} training bars those from {firstRow} on have all "
                + $"features, {Math.Max(stretch, 0)} per fold, and {split.EmbargoBars} of each are "
                + $"embargoed{wait}; use more bars, fewer trainFolds or shorter feature windows"
        );
    }

    /// <summary>How many models a plan has, where no part is empty.</summary>
    /// <inheritdoc cref="Plan"/>
    public static int Models(int barCount, SplitSpec split, int trainFolds, int refitBars)
    {
        var (validation, test) = (split.ValidationStart(barCount), split.TestStart(barCount));
        return trainFolds + Parts(validation, test, refitBars).Count + Parts(test, barCount, refitBars).Count;
    }

    // First bars of the stretches of a part; what is left at its end goes to the last one.
    private static List<int> Parts(int start, int end, int refitBars)
    {
        var starts = new List<int> { start };
        while (refitBars > 0 && starts[^1] + (2 * refitBars) <= end)
            starts.Add(starts[^1] + refitBars);
        return starts;
    }

    private static int Stretch(int barCount, int firstRow, SplitSpec split, int trainFolds) =>
        (split.ValidationStart(barCount) - firstRow) / (trainFolds + 1);
}
