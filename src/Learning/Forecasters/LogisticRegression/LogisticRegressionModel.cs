using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Scoring;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.LogisticRegression;

/// <summary>
/// The law of the exponentially weighted volatility, shifted so far that a rise has the probability that a logistic regression on the
/// features gives it: location −s·σ·F⁻¹(1 − p), F the law of z.
/// </summary>
internal sealed class LogisticRegressionModel : IReturnModel
{
    private const int FitDigits = 3; // of a probability while the law is fitted: some hundred quantiles instead of thousands

    private readonly LogisticRegressionSpec _spec;
    private readonly ReturnHistory _history;
    private readonly int _embargoBars;
    private readonly double[] _volatility;
    private readonly RegressionColumns _columns;

    /// <summary>The model of a market.</summary>
    public LogisticRegressionModel(LogisticRegressionSpec spec, ForecastInput input, ReturnHistory history)
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
        var rises = Array.ConvertAll(returns, r => (1 + Math.Sign(r)) / 2.0);
        var fit = LogisticFit.Of(x, rises, rises.Length, _spec.Penalty ?? Penalty(x, rises, cancellation));
        var law = Law([.. returns.Select((r, i) => r / _volatility[start + i])], i => fit.ProbabilityOfRise(x, i));
        var (standard, family) = (law.Law.Standard, new LawFamily(law.Law.Standard));
        return row =>
        {
            var scale = law.Scale * _volatility[row];
            return family.At(-scale * standard.Quantile(1 - fit.ProbabilityOfRise(x, row - start)), scale);
        };
    }

    // Fitted around 0, then again to what the shifts leave.
    private ScaleFit Law(double[] residuals, Func<int, double> probability)
    {
        var around = ScaleFit.Of(residuals, _spec.Innovations);
        var shifted = new LawFamily(around.Law.Standard).At(0, around.Scale);
        return ScaleFit.Of(
            [.. residuals.Select((r, i) => r + shifted.Quantile(Math.Round(1 - probability(i), FitDigits)))],
            _spec.Innovations
        );
    }

    private double Penalty(float[][] x, double[] rises, CancellationToken cancellation)
    {
        var (end, heldOut) = HeldOutPenalty.Rows(rises.Length, _embargoBars);
        var (losses, fit) = (new List<double[]>(), (LogisticFit?)null);
        foreach (var penalty in HeldOutPenalty.Candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            fit = LogisticFit.Of(x, rises, end, penalty, fit);
            losses.Add(fit.Losses(x, rises, heldOut, rises.Length));
        }
        return HeldOutPenalty.Candidates[HeldOutPenalty.Choose(losses)];
    }
}
