using Simulator.Errors;
using Simulator.Specs;

namespace Simulator.Forecasting;

/// <summary>
/// One model of the walk: fitted on rows [<paramref name="FitStart"/>, <paramref name="Cutoff"/>), it forecasts rows
/// [<paramref name="ForecastStart"/>, <paramref name="ForecastEnd"/>).
/// </summary>
/// <param name="Index">0, 1, … in time order.</param>
/// <param name="FitStart">First row that may be fitted on.</param>
/// <param name="Cutoff">Last bar seen in fitting; row t's outcome is bar t+1, so the last row fitted on is <c>Cutoff − 1</c>.</param>
/// <param name="ForecastStart">First row served; the embargo lies between <see cref="Cutoff"/> and it.</param>
/// <param name="ForecastEnd">First row not served.</param>
public sealed record WalkForwardFold(int Index, int FitStart, int Cutoff, int ForecastStart, int ForecastEnd);

/// <summary>Divides the bars into stretches, each forecast by a model that was fitted on what lies before it.</summary>
public static class WalkForward
{
    /// <summary>
    /// The usable part of training is cut into <paramref name="trainFolds"/> + 1 equal stretches: the first only serves fitting, each later
    /// one is
    /// forecast by a model of everything before it. Two more models forecast validation and test.
    /// </summary>
    /// <param name="barCount">Bars of the target.</param>
    /// <param name="firstRow">First row whose whole input window has values.</param>
    /// <param name="split">Training, validation, test, embargo.</param>
    /// <param name="trainFolds">Models over the training part, ≥ 0.</param>
    /// <exception cref="SimulationException">The usable part of training does not even fill the embargo.</exception>
    public static IReadOnlyList<WalkForwardFold> Plan(int barCount, int firstRow, SplitSpec split, int trainFolds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trainFolds);
        if (Shortage(barCount, firstRow, split, trainFolds) is { } shortage)
            throw new SimulationException(shortage);
        var (validation, test) = (split.ValidationStart(barCount), split.TestStart(barCount));
        var stretch = Stretch(barCount, firstRow, split, trainFolds);
        var starts = Enumerable
            .Range(1, trainFolds)
            .Select(k => firstRow + (k * stretch))
            .Append(validation)
            .Append(test)
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
    public static string? Shortage(int barCount, int firstRow, SplitSpec split, int trainFolds)
    {
        var stretch = Stretch(barCount, firstRow, split, trainFolds);
        return stretch > split.EmbargoBars + 1
            ? null
            : FormattableString.Invariant(
                $"split: of {split.ValidationStart(barCount)} training bars those from {firstRow} on have all features, {Math.Max(stretch, 0)} per fold, and {split.EmbargoBars} of each are embargoed; use more bars, fewer forecaster.trainFolds or shorter feature windows"
            );
    }

    private static int Stretch(int barCount, int firstRow, SplitSpec split, int trainFolds) =>
        (split.ValidationStart(barCount) - firstRow) / (trainFolds + 1);
}
