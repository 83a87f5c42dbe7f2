using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Scoring;

namespace Simulator.Learning.Forecasters.ScaleRegression;

/// <summary>The next return is s·σ·z around 0: σ is the exponentially weighted volatility, ln s is linear in the features.</summary>
internal sealed class ScaleRegressionModel : IReturnModel
{
    private static readonly double[] s_penalties = [1, 0.1, 0.01, 0.001, 0.0001];

    private readonly ScaleRegressionSpec _spec;
    private readonly ReturnHistory _history;
    private readonly int _embargoBars;
    private readonly double[] _volatility;
    private readonly RegressionColumns _columns;

    /// <summary>The model of a market.</summary>
    public ScaleRegressionModel(ScaleRegressionSpec spec, ForecastInput input, ReturnHistory history)
    {
        (_spec, _history, _embargoBars) = (spec, history, input.Split.EmbargoBars);
        _volatility = history.Volatility(spec.Decay);
        _columns = new(input.Features, _volatility);
    }

    /// <summary>First row at which the features and the base volatility have values.</summary>
    public static int FirstRow(int firstComplete) => Math.Max(firstComplete, RandomWalk.SeedReturns);

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation)
    {
        var rows = fold.FitEnd(1) - fold.FitStart;
        var x = _columns.Standardise(fold.FitStart, fold.FitEnd(1), fold.ForecastEnd);
        var residuals = new double[rows];
        for (var i = 0; i < rows; i++)
            residuals[i] = _history.Next(fold.FitStart + i) / _volatility[fold.FitStart + i];
        var fit = ScaleRegressionFit.Of(x, residuals, rows, _spec.Penalty ?? Penalty(x, residuals, cancellation));
        var family = new LawFamily(fit.Law.Standard);
        return row => family.At(0, fit.Scale(x, row - fold.FitStart) * _volatility[row]);
    }

    // The penalty that would have served the last quarter of the past best, an embargo after what was fitted on.
    private double Penalty(float[][] x, double[] residuals, CancellationToken cancellation)
    {
        var (end, validation) = HeldOutPenalty.Rows(residuals.Length, _embargoBars);
        return s_penalties.MinBy(penalty =>
        {
            cancellation.ThrowIfCancellationRequested();
            return ScaleRegressionFit.Of(x, residuals, end, penalty).Loss(x, residuals, validation, residuals.Length);
        });
    }
}
