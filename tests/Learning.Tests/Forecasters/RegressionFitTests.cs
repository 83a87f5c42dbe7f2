using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Forecasters.LinearRegression;
using Simulator.Learning.Forecasters.LogisticRegression;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Tests.Series;
using Simulator.Volatility;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>Fits against statsmodels and scikit-learn on the same series (<c>tests/Support/Series/reference.py</c>).</summary>
public sealed class RegressionFitTests
{
    private const int Rows = 400;

    private static readonly float[][] s_x =
    [
        Array.ConvertAll(ReferenceSeries.Logistic(Rows, 31), v => (float)v),
        Array.ConvertAll(ReferenceSeries.Logistic(Rows, 32), v => (float)v),
    ];

    private static readonly double[] s_volatility = Array.ConvertAll(ReferenceSeries.Logistic(Rows, 34), v => 0.01 * Math.Exp(0.3 * v));
    private static readonly double[] s_returns = Returns();
    private static readonly double[] s_rises = Array.ConvertAll(s_returns, r => (1 + Math.Sign(r)) / 2.0);

    [Theory]
    [InlineData(0, -0.000205949954, 0.00103757937, -0.000832771108)] // WLS(r, [1, x], 1/σ²).fit()
    [InlineData(0.1, -0.00020652231049789378, 0.000963542198, -0.000764586796)] // Ridge(n·penalty).fit(x, r, v²/σ²)
    [InlineData(3, -0.00021083244849012946, 0.000314066024, -0.00022642645)]
    public void LinearFit_IsTheWeightedRidge(double penalty, double intercept, double first, double second)
    {
        var fit = LinearFit.Of(s_x, s_returns, s_volatility, Rows, penalty)[0];
        Assert.Equal(intercept, fit.Intercept, 1e-11);
        Assert.Equal(first, fit.Coefficients[0], 1e-11);
        Assert.Equal(second, fit.Coefficients[1], 1e-11);
    }

    [Theory]
    [InlineData(0, 0.002730477948, 0.285757204079, -0.149828722672)] // GLM(rise, [1, x], Binomial()).fit()
    [InlineData(0.03, 0.003545466135, 0.256957429913, -0.13508386884)] // LogisticRegression(C=1/(n·penalty)).fit(x, rise)
    [InlineData(1, 0.008482815584, 0.062991797577, -0.033663704812)]
    public void LogisticFit_IsThePenalisedLikelihood(double penalty, double intercept, double first, double second)
    {
        var fit = LogisticFit.Of(s_x, s_rises, Rows, penalty);
        Assert.Equal(intercept, fit.Intercept, 1e-6);
        Assert.Equal(first, fit.Coefficients[0], 1e-6);
        Assert.Equal(second, fit.Coefficients[1], 1e-6);
        var odds = fit.Intercept + (fit.Coefficients[0] * s_x[0][7]) + (fit.Coefficients[1] * s_x[1][7]);
        Assert.Equal(1 / (1 + Math.Exp(-odds)), fit.ProbabilityOfRise(s_x, 7), 1e-12);
        var loss =
            -(s_rises[7] * Math.Log(fit.ProbabilityOfRise(s_x, 7))) - ((1 - s_rises[7]) * Math.Log(1 - fit.ProbabilityOfRise(s_x, 7)));
        Assert.Equal(loss, fit.Losses(s_x, s_rises, 7, 8)[0], 1e-12);
    }

    [Fact]
    public void LogisticFit_OfColumnsThatTellEverything_StaysFinite()
    {
        double[] rises = Array.ConvertAll(s_x[0], v => v > 0 ? 1.0 : 0);
        var fit = LogisticFit.Of(s_x, rises, Rows, penalty: 0);
        Assert.All(Enumerable.Range(0, Rows), i => Assert.InRange(fit.ProbabilityOfRise(s_x, i), 0.0179, 0.9821)); // log-odds within ±4
    }

    [Theory]
    [InlineData(Innovations.Gaussian)]
    [InlineData(Innovations.Student)]
    [InlineData(Innovations.SkewedStudent)]
    public void LogisticForecast_GivesARiseTheProbabilityOfTheFit(Innovations innovations)
    {
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(900, 0.6, 21));
        var (history, spec) = (
            new ReturnHistory(input.Target.Close),
            new LogisticRegressionSpec { Innovations = innovations, Penalty = 0.1 }
        );
        var fold = new WalkForwardFold(0, 30, 700, 720, 780);
        var law = new LogisticRegressionModel(spec, input, history).Fit(fold, default);
        var x = new RegressionColumns(input.Features, history.Volatility(spec.Decay)).Standardise(30, 700, 780);
        double[] rises = [.. Enumerable.Range(30, 670).Select(t => history.Next(t) > 0 ? 1.0 : 0)];
        var fit = LogisticFit.Of(x, rises, 670, 0.1);
        IPredictiveLaw[] laws = [.. Enumerable.Range(720, 60).Select(law)];
        Assert.All(laws.Index(), l => Assert.Equal(fit.ProbabilityOfRise(x, 690 + l.Index), l.Item.ProbabilityAbove(0), 1e-9));
        Assert.True(laws.Max(l => l.ProbabilityAbove(0)) > 0.75 && laws.Min(l => l.ProbabilityAbove(0)) < 0.25);
        // What the direction explains no longer counts as spread: of the whole deviation about 0.8 is left.
        var whole = Math.Sqrt(Enumerable.Range(30, 670).Average(t => Math.Pow(history.Next(t) / history.Volatility(spec.Decay)[t], 2)));
        Assert.InRange(laws[0].StandardDeviation / history.Volatility(spec.Decay)[720] / whole, 0.75, 0.92);
    }

    [Fact]
    public void Penalty_IsTheStrongestThatIsWithinOneStandardErrorOfTheBest()
    {
        // Against the last, the best: excess 1, 1, 1, 1 (error 0); 0.2, −0.1, 0.1, 0 (mean 0.05, error 0.065).
        double[] best = [1, 2, 1, 2];
        Assert.Equal(
            1,
            HeldOutPenalty.Choose([
                [2, 3, 2, 3],
                [1.2, 1.9, 1.1, 2],
                best,
            ])
        );
        Assert.Equal(
            2,
            HeldOutPenalty.Choose([
                [2, 3, 2, 3],
                [1.2, 2.1, 1.1, 2.1],
                best,
            ])
        ); // mean 0.125, error 0.025
        Assert.Equal(0, HeldOutPenalty.Choose([best, [2, 3, 2, 3]]));
    }

    [Theory]
    [InlineData(400, 17, 283, 300)]
    [InlineData(40, 17, 15, 30)] // an embargo longer than half of what is fitted on is cut to that
    public void HeldOutRows_AreTheLastQuarter_AnEmbargoAfterTheFit(int rows, int embargo, int fitEnd, int start) =>
        Assert.Equal((fitEnd, start), HeldOutPenalty.Rows(rows, embargo));

    private static double[] Returns()
    {
        var z = ReferenceSeries.Logistic(Rows, 33);
        double[] returns =
        [
            .. Enumerable.Range(0, Rows).Select(i => 0.0005 + (s_volatility[i] * ((0.2 * s_x[0][i]) - (0.1 * s_x[1][i]) + z[i]))),
        ];
        for (var i = 0; i < Rows; i += 20)
            returns[i] = 0;
        return returns;
    }
}
