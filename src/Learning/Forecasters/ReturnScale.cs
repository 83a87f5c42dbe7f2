using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Ensembles;
using Simulator.Learning.Forecasters.Garch;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Learning.Forecasters.ScaleRegression;
using Simulator.Scoring;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters;

/// <summary>
/// The volatility that a network's returns are divided by, of each row as known at it: training starts from there. A fitted one is the
/// deviation of a classical forecaster's law on its own walk, a new fit every <see cref="RefitBars"/> bars on what was known by then, so
/// that it is out of sample in training as in use. Before the first fit it is the exponentially weighted one.
/// </summary>
/// <param name="Volatility">[bar] standard deviation of the next log-return.</param>
/// <param name="Cutoff">[bar] last bar that the fit behind it had seen; −1 where nothing was fitted.</param>
public sealed record ReturnScale(double[] Volatility, int[] Cutoff)
{
    /// <summary>Rows that the first model is fitted on.</summary>
    public const int MinimumBars = 250;

    /// <summary>Rows that one model serves.</summary>
    public const int RefitBars = 63;

    /// <summary>The exponentially weighted one, of the random walk that forecasts are compared with.</summary>
    public static ReturnScale Weighted(double[] close)
    {
        ArgumentNullException.ThrowIfNull(close);
        return new([.. RandomWalk.Variance(close).Select(ReturnHistory.AtLeastSmallest)], [.. close.Select(_ => -1)]);
    }

    /// <summary>That of a kind.</summary>
    /// <exception cref="OperationCanceledException">The context's cancellation asked for it.</exception>
    public static ReturnScale Of(ScaleKind kind, ForecastInput input, StageContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var (scale, history) = (Weighted(input.Target.Close), new ReturnHistory(input.Target.Close));
        if (ModelOf(kind, input, history, context) is not var (model, first))
            return scale;
        var plan = new RefitPlan(first, MinimumBars, RefitBars);
        var folds = plan.Shortage(history.Bars, input.Split) is null ? plan.Folds(history.Bars, input.Split) : [];
        foreach (var fold in folds)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress(
                0,
                FormattableString.Invariant($"volatility that training starts from, fit {fold.Index + 1} of {folds.Count}")
            );
            var law = model.Fit(fold, context.Cancellation);
            for (var row = fold.ForecastStart; row < fold.ForecastEnd; row++)
                (scale.Volatility[row], scale.Cutoff[row]) = (law(row).StandardDeviation, fold.Cutoff);
        }
        return scale;
    }

    private static (IReturnModel Model, int FirstRow)? ModelOf(
        ScaleKind kind,
        ForecastInput input,
        ReturnHistory history,
        StageContext context
    )
    {
        var complete = input.Features.FirstCompleteRow;
        var ensemble = new EnsembleForecasterSpec();
        return kind switch
        {
            ScaleKind.Garch => (new GarchForecastModel(new(), history), GarchForecastModel.FirstRow(complete)),
            ScaleKind.ScaleRegression => (new ScaleRegressionModel(new(), input, history), ScaleRegressionModel.FirstRow(complete)),
            ScaleKind.Ensemble => (new EnsembleModel(ensemble, input, history, context), EnsembleModel.FirstRow(ensemble, complete)),
            _ => null,
        };
    }
}
