using System.Text.Json;
using Simulator.Errors;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Forecasts the distribution of the next log-return with a conditional WGAN-GP, walk-forward: every row of the tape comes from a model
/// fitted
/// on bars at least an embargo before it. On the processor the same spec, data and seed give the same bits, interrupted or not.
/// </summary>
/// <param name="spec">Sizes, rates, folds.</param>
public sealed class GanForecaster(GanForecasterSpec spec) : IAskable
{
    private const string Name = "gan";
    private const string CheckpointForm = "gan checkpoint 4";

    /// <inheritdoc/>
    /// <exception cref="SimulationException">Too few bars for the spec, or the training diverged; the text says what would
    /// help.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another run.</exception>
    public ForecastTape Forecast(ForecastInput input, StageContext context) => Walk(input, context, null);

    /// <inheritdoc/>
    ForecastTape IAskable.Forecast(ForecastInput input, StageContext context, Action<IFittedForecast> fitted) =>
        Walk(input, context, fitted);

    private ForecastTape Walk(ForecastInput input, StageContext context, Action<IFittedForecast>? fitted)
    {
        var inputs = new ReturnInputs(input, ReturnScale.Of(spec.Scale, input, context), withVolatility: true);
        var first = inputs.FirstRow + spec.WindowBars - 1;
        var folds = WalkForward.Plan(inputs.RowCount, first, input.Split, spec.TrainFolds, spec.PathBars, spec.RefitBars);
        return Forecast(inputs, folds, input.Split.EmbargoBars, context, fitted);
    }

    /// <summary>The same over given folds: what the truncation test cuts behind.</summary>
    internal ForecastTape Forecast(
        ReturnInputs inputs,
        IReadOnlyList<WalkForwardFold> folds,
        int embargoBars,
        StageContext context,
        Action<IFittedForecast>? fitted = null
    )
    {
        if (spec.HorizonBars != 1)
            throw new ArgumentException(
                FormattableString.Invariant($"forecaster.horizonBars: only 1 is supported, was {spec.HorizonBars}")
            );
        var stamp = WalkStamp.Of(CheckpointForm, Name, JsonSerializer.Serialize(spec, SpecJson.Compact), inputs, folds, context.Seed);
        return FoldWalk.Run(
            Name,
            inputs.RowCount,
            folds,
            stamp,
            context,
            (fold, part, start) =>
            {
                var work = new FoldWork(inputs, fold, folds, embargoBars, stamp, part) { Fitted = fitted, PathBars = spec.PathBars };
                using var run = new GanFold(spec, work);
                return run.Run(start);
            },
            spec.PathBars
        );
    }
}
