using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Scoring;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.LinearRegression;

/// <summary>
/// The next return is m + s·σ·z: m is linear in the features, σ is the exponentially weighted volatility, s and the shape of z's law are
/// the most likely of the errors.
/// </summary>
internal sealed class LinearRegressionModel : IReturnModel
{
    private readonly LinearRegressionSpec _spec;
    private readonly ReturnHistory _history;
    private readonly int _embargoBars;
    private readonly double[] _volatility;
    private readonly RegressionColumns _columns;

    /// <summary>The model of a market.</summary>
    public LinearRegressionModel(LinearRegressionSpec spec, ForecastInput input, ReturnHistory history)
    {
        (_spec, _history, _embargoBars) = (spec, history, input.Split.EmbargoBars);
        _volatility = history.Volatility(spec.Decay);
        _columns = new(input.Features, _volatility);
    }

    /// <summary>First row at which the features and the volatility have values.</summary>
    public static int FirstRow(int firstComplete) => Math.Max(firstComplete, RandomWalk.SeedReturns);

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation)
    {
        var (start, end) = (fold.FitStart, fold.FitEnd(1));
        var x = _columns.Standardise(start, end, fold.ForecastEnd);
        double[] returns = [.. Enumerable.Range(start, end - start).Select(_history.Next)];
        var volatility = _volatility[start..end];
        cancellation.ThrowIfCancellationRequested();
        var fit = LinearFit.Of(x, returns, volatility, returns.Length, _spec.Penalty ?? Penalty(x, returns, volatility))[0];
        var law = ScaleFit.Of(fit.Errors(x, returns, volatility, 0, returns.Length), _spec.Innovations);
        var family = new LawFamily(law.Law.Standard);
        return row => family.At(fit.Mean(x, row - start), law.Scale * _volatility[row]);
    }

    private double Penalty(float[][] x, double[] returns, double[] volatility)
    {
        var (end, heldOut) = HeldOutPenalty.Rows(returns.Length, _embargoBars);
        var fits = LinearFit.Of(x, returns, volatility, end, HeldOutPenalty.Candidates);
        var losses = Array.ConvertAll(
            fits,
            fit => Array.ConvertAll(fit.Errors(x, returns, volatility, heldOut, returns.Length), e => e * e / 2)
        );
        return HeldOutPenalty.Candidates[HeldOutPenalty.Choose(losses)];
    }
}
