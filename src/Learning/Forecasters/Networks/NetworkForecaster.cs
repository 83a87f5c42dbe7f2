using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Networks.Transfer;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>
/// Forecasts the law of the next log-return with a neural network, walk-forward: every row of the tape comes from models fitted on bars at
/// least an embargo before it. On the processor the same spec, data and seed give the same bits, interrupted or not.
/// </summary>
/// <param name="name">Kind of the forecaster, for tape, checkpoint and messages.</param>
/// <param name="spec">Sizes, rates, folds.</param>
/// <param name="factory">Makes the encoder that is the kind.</param>
internal sealed class NetworkForecaster(string name, NetworkForecasterSpec spec, EncoderFactory factory) : IAskable
{
    private const string CheckpointForm = "network checkpoint 4";

    /// <inheritdoc/>
    /// <exception cref="SimulationException">Too few bars for the spec, or the training diverged; the text says what would
    /// help.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another run.</exception>
    public ForecastTape Forecast(ForecastInput input, StageContext context) => Walk(input, context, null);

    /// <inheritdoc/>
    public ForecastTape Forecast(ForecastInput input, StageContext context, Action<IFittedForecast> fitted) => Walk(input, context, fitted);

    private ForecastTape Walk(ForecastInput input, StageContext context, Action<IFittedForecast>? fitted)
    {
        var inputs = new ReturnInputs(input, withVolatility: true);
        var first = inputs.FirstRow + spec.WindowBars - 1;
        var folds = WalkForward.Plan(inputs.RowCount, first, input.Split, spec.TrainFolds);
        return Forecast(inputs, folds, input.Split.EmbargoBars, context, Related(input), fitted);
    }

    /// <summary>The same over given folds: what the truncation test cuts behind.</summary>
    internal ForecastTape Forecast(
        ReturnInputs inputs,
        IReadOnlyList<WalkForwardFold> folds,
        int embargoBars,
        StageContext context,
        IReadOnlyList<RelatedInputs>? related = null,
        Action<IFittedForecast>? fitted = null
    )
    {
        if (spec.HorizonBars != 1)
            throw new ArgumentException(
                FormattableString.Invariant($"forecaster.horizonBars: only 1 is supported, was {spec.HorizonBars}")
            );
        var text = JsonSerializer.Serialize(spec, spec.GetType(), SpecJson.Compact);
        var stamp = WalkStamp.Of(CheckpointForm, name, text, inputs, folds, context.Seed);
        var before = related ?? [];
        foreach (var series in before)
            stamp.WithHash($"related {series.Symbol}", new ColumnarBlob().Add("next", series.Inputs.NextReturn).ToBytes());
        return FoldWalk.Run(
            name,
            inputs.RowCount,
            folds,
            stamp,
            context,
            (fold, part, start) =>
            {
                var work = new FoldWork(inputs, fold, folds, embargoBars, stamp, part) { Fitted = fitted };
                using var run = new NetworkFold(spec, factory, work, before);
                return run.Run(start);
            }
        );
    }

    /// <summary>What the network is trained on before; nothing where it is not.</summary>
    internal IReadOnlyList<RelatedInputs> Related(ForecastInput input) =>
        spec.PretrainEpochs > 0 ? RelatedInputs.Of(input, spec.WindowBars) : [];
}
