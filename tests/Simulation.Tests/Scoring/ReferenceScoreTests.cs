using Simulator.Distributions;
using Simulator.Scoring;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Tests.Simulation.Scoring;

/// <summary>
/// Scores and tests of forecasts against NumPy 1.24.2 and SciPy 1.10.1 on two hundred rows that anyone can make again: x → (1103515245 x +
/// 12345) mod 2³¹ from 1, u = x/2³¹, z = the sum of twelve u minus 6. Agreement to nine digits, where not said otherwise.
/// </summary>
public sealed class ReferenceScoreTests
{
    private const int Rows = 200;
    private static readonly double[] s_outcomes = new double[Rows];
    private static readonly double[] s_good = new double[Rows];
    private static readonly double[] s_idle = new double[Rows];
    private static readonly double[][] s_losses = [new double[Rows], new double[Rows], new double[Rows]];

    static ReferenceScoreTests()
    {
        var x = 1L;
        double Z()
        {
            var sum = 0.0;
            for (var i = 0; i < 12; i++)
                sum += (x = ((1103515245 * x) + 12345) % (1L << 31)) / (double)(1L << 31);
            return sum - 6;
        }
        for (var t = 0; t < Rows; t++)
        {
            var surprise = Z();
            s_outcomes[t] = 0.01 * surprise;
            s_good[t] = (0.004 * surprise) + (0.006 * Z());
            s_idle[t] = 0.002 * Z();
            (s_losses[0][t], s_losses[1][t], s_losses[2][t]) = (1 + (0.3 * Z()), 1.05 + (0.3 * Z()), 1.4 + (0.3 * Z()));
        }
    }

    [Fact]
    public void Rows_EndAsTheReferenceDoes() =>
        Agree(
            [0.00322896053083241, -0.003489787755534053, 0.00258285273052752, 1.6775435349904],
            s_outcomes[^1],
            s_good[^1],
            s_idle[^1],
            s_losses[2][^1]
        );

    [Fact] // a = y² − ((y − f)² − f²); mean(a)/(std(a, ddof=1)/√n), norm.sf
    public void ClarkWest_OfAGoodAndAnIdleForecast()
    {
        var (good, idle) = (ClarkWest.Of(s_good, new double[Rows], s_outcomes), ClarkWest.Of(s_idle, new double[Rows], s_outcomes));
        Agree([7.642024276255243, 0.26762136952494486, 0.3944953901412371], good.Statistic, idle.Statistic, idle.PValue);
        Assert.Equal(1.0691642323318852e-14, good.PValue, 1e-18);
    }

    [Theory] // kstest(norm.cdf(y, 0, σ), 'uniform').statistic, kstwobign.sf(d·√n)
    [InlineData(0.01, 0.05716997143039659, 0.5303679964946063)]
    [InlineData(0.02, 0.16765906735953112, 2.6175728581331428e-05)]
    public void ProbabilityTransform_OfARightAndAWideLaw(double deviation, double distance, double p)
    {
        IPredictiveLaw[] laws = [.. s_outcomes.Select(_ => new NormalLaw(0, deviation))];
        var test = ProbabilityTransform.Test(laws, s_outcomes);
        Agree([distance, p], test.Statistic, test.PValue);
    }

    [Fact] // likelihoods of the four transitions, chi2.sf
    public void Christoffersen_OfTwentySixExceptions()
    {
        bool[] exceptions = [.. s_outcomes.Select(y => y < -0.0125)];
        Assert.Equal(26, exceptions.Count(e => e));
        var pattern = ExceptionPattern.Of(exceptions, 0.1);
        Agree(
            [2.6467474687915136, 0.103762003154687, 4.0011766971355165, 0.1352556823353875],
            pattern.Independence.Statistic,
            pattern.Independence.PValue,
            pattern.Coverage.Statistic,
            pattern.Coverage.PValue
        );
    }

    [Fact] // maximum(τ(y − q), (τ − 1)(y − q)) of q = 0.01·norm.ppf(τ)
    public void QuantileLosses_OfAConstantNormal()
    {
        double[] levels = [0.05, 0.5, 0.95];
        double[] at = [-0.016448536269514726, 0, 0.016448536269514722];
        double[][] quantiles = [.. at.Select(q => Enumerable.Repeat(q, Rows).ToArray())];
        Agree(
            [0.0010333528824623625, 0.0042903663361445075, 0.0010823128003511736],
            [.. levels.Zip(at, (level, q) => s_outcomes.Average(y => QuantileLoss.Pinball(level, q, y)))]
        );
        Agree([0.4977066849350335], QuantileLoss.Weighted(levels, quantiles, s_outcomes));
    }

    [Fact] // mean|y − f| over rows 150…, by mean|Δy| before
    public void ScaledError_AgainstNaive() =>
        Agree([0.5310471561549789], ScaledError.Of(s_good[150..], s_outcomes[150..], s_outcomes[..150]));

    [Fact] // −norm.logpdf(y, f, 0.008).mean()
    public void LogScore_OfNormals() =>
        Agree([-3.320436456435254], s_good.Zip(s_outcomes, (f, y) => new NormalLaw(f, 0.008).LogScore(y)).Average());

    [Theory] // 20,000 stationary resamples of mean block 5 in NumPy with another generator; two of their standard errors apart at most
    [InlineData(0, 0.0111, 0.002)]
    [InlineData(0.04, 0.2226, 0.01)]
    public void ConfidenceSet_OfThreeModels(double head, double middle, double tolerance)
    {
        double[][] losses = [s_losses[0], [.. s_losses[1].Select(l => l - head)], s_losses[2]];
        var p = ConfidenceSet.Of(losses, 5, 20_000, new SplitMix64(3));
        Assert.Equal((1, 0), (p[0], p[2]));
        Assert.Equal(middle, p[1], tolerance);
        Assert.Equal(p, ConfidenceSet.Of(losses, 5, 20_000, new SplitMix64(3)));
    }

    [Fact]
    public void ConfidenceSet_OfEqualModels_KeepsThemAll() =>
        Assert.Equal([1, 1], ConfidenceSet.Of([s_losses[0], s_losses[0]], 5, 200, new SplitMix64(3)));

    private static void Agree(double[] expected, params double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Max(1e-6, Math.Abs(pair.First))));
}
