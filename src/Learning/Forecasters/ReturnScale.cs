using Simulator.Errors;
using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Garch;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Learning.Forecasters.ScaleRegression;
using Simulator.Markets;
using Simulator.Scoring;

namespace Simulator.Learning.Forecasters;

/// <summary>
/// The volatility that a network's returns are divided by, of each row as known at it: training starts from there. A fitted one comes from a
/// classical forecaster's own walk, a new fit every <see cref="RefitBars"/> bars on what was known by then, so that it is out of sample in
/// training as in use.
/// </summary>
/// <param name="Volatility">[bar] standard deviation of the next log-return.</param>
/// <param name="FirstRow">First row at which it has a value.</param>
public sealed record ReturnScale(double[] Volatility, int FirstRow)
{
    /// <summary>Rows that the first model is fitted on.</summary>
    public const int MinimumBars = 250;

    /// <summary>Rows that one model serves.</summary>
    public const int RefitBars = 63;

    /// <summary>The exponentially weighted one, of the random walk that forecasts are compared with.</summary>
    public static ReturnScale Weighted(double[] close)
    {
        ArgumentNullException.ThrowIfNull(close);
        return new([.. RandomWalk.Variance(close).Select(ReturnHistory.AtLeastSmallest)], RandomWalk.SeedReturns);
    }

    /// <summary>That of a kind.</summary>
    /// <exception cref="SimulationException">Too few bars for the first fit.</exception>
    public static ReturnScale Of(ScaleKind kind, ForecastInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var weighted = Weighted(input.Target.Close);
        if (kind == ScaleKind.Weighted)
            return weighted;
        var plan = Plan(kind, input.Features.FirstCompleteRow);
        if (plan.Shortage(input.Target.Count, input.Split) is not null)
            throw new SimulationException(
                FormattableString.Invariant($"{input.Target.Symbol}: {input.Target.Count} bars are too few to fit forecaster.scale ")
                    + FormattableString.Invariant($"({plan.FirstServed(input.Split)} pass until it has a value); use more bars or weighted")
            );
        var history = new ReturnHistory(input.Target.Close);
        IReturnModel model =
            kind == ScaleKind.Garch ? new GarchForecastModel(new(), history) : new ScaleRegressionModel(new(), input, history);
        foreach (var fold in plan.Folds(history.Bars, input.Split))
        {
            cancellation.ThrowIfCancellationRequested();
            var law = model.Fit(fold, cancellation);
            for (var row = fold.ForecastStart; row < fold.ForecastEnd; row++)
                weighted.Volatility[row] = law(row).StandardDeviation;
        }
        return weighted with { FirstRow = plan.FirstServed(input.Split) };
    }

    /// <summary>First row at which a kind has a value, given the first row at which every feature has one.</summary>
    public static int FirstRowOf(ScaleKind kind, int firstComplete, SplitSpec split) =>
        kind == ScaleKind.Weighted ? RandomWalk.SeedReturns : Plan(kind, firstComplete).FirstServed(split);

    private static RefitPlan Plan(ScaleKind kind, int firstComplete)
    {
        var first = kind == ScaleKind.Garch ? GarchForecastModel.FirstRow(firstComplete) : ScaleRegressionModel.FirstRow(firstComplete);
        return new(first, MinimumBars, RefitBars);
    }
}
