using Simulator.Learning.Forecasters.Boosting;
using Simulator.Tests.Series;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>What the trees follow: derivatives against differences of the loss, the laws that the outputs mean.</summary>
public sealed class BoostedLossTests
{
    private static readonly double[] s_outcomes =
    [
        .. ReferenceSeries.Logistic(2_000, 5).Select(z => 1.2 * z * Math.Exp(0.3 * Math.Abs(Math.Sin(z)))),
    ];

    [Theory]
    [InlineData(0.7, 0.1, 0.2)]
    [InlineData(-3, -0.4, 0)]
    [InlineData(8, 0.9, -0.3)]
    public void StudentGradient_IsTheSlopeOfTheLoss(double outcome, double logScale, double location)
    {
        var loss = new StudentLoss(s_outcomes, hasLocation: true);
        var (gradient, hessian) = (new double[2], new double[2]);
        loss.Derive(outcome, [logScale, location], gradient, hessian);
        Assert.Equal(Slope(d => loss.Of(outcome, [logScale + d, location])), gradient[0], 1e-6);
        Assert.Equal(Slope(d => loss.Of(outcome, [logScale, location + d])), gradient[1], 1e-6);
        Assert.All(hessian, h => Assert.True(h > 0));
    }

    [Fact]
    public void StudentLoss_IsTheLogScoreOfItsLaw()
    {
        var loss = new StudentLoss(s_outcomes, hasLocation: true);
        Assert.Equal(loss.Law([0.3, 0.2], 1).LogScore(1.7), loss.Of(1.7, [0.3, 0.2]), 1e-9);
    }

    [Fact]
    public void StudentSecondDerivative_IsTheMeanOfTheTrueOne()
    {
        // Over the law itself, by its quantiles: the information of the scale, 2ν/(ν+3), and of the location.
        var loss = new StudentLoss(s_outcomes, hasLocation: true);
        double[] at = [.. loss.Start];
        var law = loss.Law(at, 1);
        var (gradient, hessian, scale, location) = (new double[2], new double[2], 0.0, 0.0);
        const int Draws = 20_000;
        for (var i = 0; i < Draws; i++)
        {
            loss.Derive(law.Quantile((i + 0.5) / Draws), at, gradient, hessian);
            scale += gradient[0] * gradient[0] / Draws;
            location += gradient[1] * gradient[1] / Draws;
        }
        Assert.Equal(scale, hessian[0], 0.01 * hessian[0]);
        Assert.Equal(location, hessian[1], 0.01 * hessian[1]);
    }

    [Fact]
    public void QuantileGradient_IsZeroInTheMeanAtTheQuantilesOfTheSample_AndGrowsByAboutOneForAStep()
    {
        var loss = new SmoothedQuantiles(s_outcomes);
        double[] start = [.. loss.Start];
        Assert.Equal(13, start.Length);
        var here = Mean(start);
        var there = Mean([.. start.Select(q => q + 0.05)]);
        for (var k = 0; k < start.Length; k++)
        {
            // It starts from the quantiles of the fitted Student law, which this sample does not have in its tails.
            Assert.InRange(here[k], -0.25, 0.25);
            Assert.InRange((there[k] - here[k]) / 0.05, 0.5, 2);
        }

        double[] Mean(double[] outputs)
        {
            var (sum, gradient, hessian) = (new double[13], new double[13], new double[13]);
            foreach (var outcome in s_outcomes)
            {
                loss.Derive(outcome, outputs, gradient, hessian);
                for (var k = 0; k < sum.Length; k++)
                    sum[k] += gradient[k] / s_outcomes.Length;
            }
            return sum;
        }
    }

    [Fact]
    public void QuantilesThatCross_AreOrdered_AndTheTailsGoOnAsTheFoldsLaw()
    {
        var loss = new SmoothedQuantiles(s_outcomes);
        double[] crossed = [.. loss.Start];
        (crossed[3], crossed[4]) = (crossed[4], crossed[3]);
        var (law, plain) = (loss.Law(crossed, 0.01), loss.Law([.. loss.Start], 0.01));
        foreach (var level in new[] { 0.001, 0.01, 0.025, 0.2, 0.5, 0.975, 0.999 })
            Assert.Equal(plain.Quantile(level), law.Quantile(level), 1e-12);
        var student = new StudentLoss(s_outcomes, hasLocation: false);
        var fitted = student.Law([.. student.Start], 0.01);
        foreach (var level in new[] { 0.001, 0.01, 0.05, 0.5, 0.95, 0.999 })
            Assert.Equal(fitted.Quantile(level), plain.Quantile(level), 1e-6);
    }

    private static double Slope(Func<double, double> loss) => (loss(1e-5) - loss(-1e-5)) / 2e-5;
}
