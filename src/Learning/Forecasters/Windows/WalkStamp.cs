using System.Globalization;
using Simulator.Artifacts;
using Simulator.Folds;
using Simulator.Learning.Checkpoints;
using Simulator.Learning.Native;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>What the numbers of a walk over folds depend on: a checkpoint of something else is refused.</summary>
internal static class WalkStamp
{
    /// <summary>Of the whole walk.</summary>
    /// <param name="form">Name and version of the checkpoint's form.</param>
    /// <param name="learner">Kind of the forecaster.</param>
    /// <param name="spec">Its spec in JSON.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="folds">The folds.</param>
    /// <param name="seed">The run's seed.</param>
    public static CheckpointStamp Of(
        string form,
        string learner,
        string spec,
        ReturnInputs inputs,
        IReadOnlyList<WalkForwardFold> folds,
        long seed
    )
    {
        var data = new ColumnarBlob().Add("next", inputs.NextReturn);
        for (var c = 0; c < inputs.Columns.Count; c++)
            data.Add(c.ToString(CultureInfo.InvariantCulture), inputs.Columns[c]);
        return LearnerStamp
            .Of(form, learner, spec, seed, inputs.ColumnNames, TorchRuntime.Instance)
            .With("bars", inputs.RowCount)
            .With("folds", string.Join(", ", folds.Select(Words)))
            .WithHash("data", data.ToBytes());
    }

    private static string Words(WalkForwardFold fold) =>
        string.Create(CultureInfo.InvariantCulture, $"{fold.FitStart}–{fold.Cutoff} for {fold.ForecastStart}–{fold.ForecastEnd}");

    /// <summary>Of a fold's half-done training: the last bar that it saw and what its inputs are scaled by.</summary>
    public static CheckpointStamp OfFold(WalkForwardFold fold, FeatureScaler scaler) =>
        new CheckpointStamp("fold").With("cut-off", fold.Cutoff).WithHash("scaler", scaler.ToBytes());
}
