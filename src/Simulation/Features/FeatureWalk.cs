using Simulator.Errors;
using Simulator.Folds;
using Simulator.Markets;
using Simulator.Stages;

namespace Simulator.Features;

/// <summary>
/// Fits the fitted features of a table walk-forward: each row is served by a model that had seen nothing later than an embargo before it.
/// Rows before the first model are NaN. Goes on from its checkpoint to the same numbers.
/// </summary>
public sealed class FeatureWalk
{
    private readonly FeatureInput _input;
    private readonly IReadOnlyList<IFittedFeature> _features;
    private readonly IReadOnlyList<IReadOnlyList<WalkForwardFold>> _folds;
    private readonly SplitSpec _split;
    private readonly StageContext _stage;
    private readonly CheckpointStamp _stamp;
    private readonly double[][][] _values; // [feature][column][bar]
    private readonly int _steps;

    /// <summary>A walk over given folds.</summary>
    /// <param name="input">The market and the fixed columns.</param>
    /// <param name="features">The fitted features.</param>
    /// <param name="folds">[feature] the folds of each.</param>
    /// <param name="split">Training, validation, test, embargo.</param>
    /// <param name="stage">Seed, checkpoints, progress, cancellation.</param>
    public FeatureWalk(
        FeatureInput input,
        IReadOnlyList<IFittedFeature> features,
        IReadOnlyList<IReadOnlyList<WalkForwardFold>> folds,
        SplitSpec split,
        StageContext stage
    )
    {
        (_input, _features, _folds, _split, _stage) = (input, features, folds, split, stage);
        _steps = folds.Sum(f => f.Count);
        _values = [.. features.Select(f => f.Columns.Select(_ => Empty(input.BarCount)).ToArray())];
        _stamp = FeatureCheckpoint.StampOf(input, features, folds, stage.Seed);
    }

    /// <summary>The folds of a feature: from the first row at which it and every fixed column can have a value.</summary>
    /// <exception cref="SimulationException">Too few rows, with what would help.</exception>
    public static IReadOnlyList<WalkForwardFold> Plan(IFittedFeature feature, FeatureInput input, SplitSpec split)
    {
        var first = Math.Max(feature.WarmUpBars - 1, input.Fixed.FirstCompleteRow);
        return Shortage(feature, input.BarCount, first, split) is { } shortage
            ? throw new SimulationException($"feature {feature.Purpose} cannot be fitted: {shortage}")
            : WalkForward.Plan(input.BarCount, first, split, feature.TrainFolds);
    }

    /// <summary>Why so many bars cannot be planned, with what would help; null where they can.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="barCount">Bars of the target.</param>
    /// <param name="firstRow">First row at which it and every fixed column can have a value.</param>
    /// <param name="split">Training, validation, test, embargo.</param>
    public static string? Shortage(IFittedFeature feature, int barCount, int firstRow, SplitSpec split)
    {
        if (WalkForward.Shortage(barCount, firstRow, split, feature.TrainFolds) is { } shortage)
            return shortage;
        var fold = WalkForward.Plan(barCount, firstRow, split, feature.TrainFolds)[0];
        var rows = fold.FitEnd(1) - fold.FitStart;
        return rows >= feature.MinimumFitRows
            ? null
            : FormattableString.Invariant($"split: the first model of {feature.Purpose} has {rows} bars to fit on and needs ")
                + FormattableString.Invariant($"{feature.MinimumFitRows}; use more bars or fewer trainFolds (now {feature.TrainFolds})");
    }

    /// <summary>Fits and serves every fold of every feature.</summary>
    /// <returns>[feature][column][bar]</returns>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another run.</exception>
    public double[][][] Run()
    {
        var start = _stage.Checkpoint is { } bytes ? FeatureCheckpoint.FromBytes(bytes, _stamp) : null;
        start?.Restore(_values);
        var step = 0;
        for (var i = 0; i < _features.Count; i++)
        {
            foreach (var fold in _folds[i])
            {
                if (step >= (start?.Step ?? 0))
                    RunFold(i, fold, step, step == start?.Step ? start.Fit : null);
                step++;
            }
        }
        return _values;
    }

    private void RunFold(int index, WalkForwardFold fold, int step, byte[]? checkpoint)
    {
        _stage.Cancellation.ThrowIfCancellationRequested();
        var feature = _features[index];
        var context = new FeatureContext(
            _stage,
            _split,
            FormattableString.Invariant($"features/{feature.Purpose}/fold{fold.Index}"),
            checkpoint,
            fraction => (step + fraction) / _steps,
            (fit, overall) => _stage.SaveCheckpoint(new FeatureCheckpoint(step, fit, _values).ToBytes(_stamp), overall)
        );
        var model = feature.Fit(_input.Until(fold.Cutoff + 1), fold, context);
        var values = feature.Transform(model, _input.Until(fold.ForecastEnd), fold.ForecastStart, fold.ForecastEnd);
        for (var c = 0; c < feature.Columns.Count; c++)
            values[c].CopyTo(_values[index][c], fold.ForecastStart);
        _stage.SaveCheckpoint(new FeatureCheckpoint(step + 1, null, _values).ToBytes(_stamp), (step + 1.0) / _steps);
    }

    private static double[] Empty(int bars)
    {
        var column = new double[bars];
        Array.Fill(column, double.NaN);
        return column;
    }
}
