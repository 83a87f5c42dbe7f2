using MathNet.Numerics.Distributions;
using Simulator.Distributions;
using Simulator.Scoring;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Scoring;

public sealed class ScoringTests
{
    [Fact]
    public void Crps_OfThreeMembers_ByHand()
    {
        // mean|x−3| over 4, 1, 2 = 4/3; ΣΣ|xᵢ−xⱼ| = 2·(1+3+2) = 12, ÷ (2·3·2) = 1.
        Assert.Equal(1 / 3.0, Crps.OfSample([4, 1, 2], 3), 14);
    }

    [Fact]
    public void Crps_OfASample_EqualsItsDefinition()
    {
        var random = new SplitMix64(3);
        double[] x = [.. Enumerable.Range(0, 41).Select(_ => random.NextGaussian())];
        var direct = x.Average(v => Math.Abs(v - 0.4)) - (x.Sum(a => x.Sum(b => Math.Abs(a - b))) / (2.0 * 41 * 40));

        Assert.Equal(direct, Crps.OfSample(x, 0.4), 12);
    }

    [Fact]
    public void Crps_OfManyGaussianDraws_ApproachesTheClosedForm()
    {
        var random = new SplitMix64(11);
        double[] x = [.. Enumerable.Range(0, 200_000).Select(_ => 1 + (2 * random.NextGaussian()))];

        Assert.Equal(Crps.OfGaussian(1, 2, 2.5), Crps.OfSample(x, 2.5), 0.01);
    }

    [Fact]
    public void Crps_OfStandardNormalAtItsMean_IsKnown() // √(2/π) − 1/√π
        => Assert.Equal(Math.Sqrt(2 / Math.PI) - (1 / Math.Sqrt(Math.PI)), Crps.OfGaussian(0, 1, 0), 12);

    [Fact]
    public void Crps_WithoutSpread_IsTheAbsoluteError() => Assert.Equal(0.5, Crps.OfGaussian(1, 0, 1.5));

    [Fact]
    public void Crps_OfOneMember_IsRefused() => Assert.Throws<ArgumentException>(() => Crps.OfSample([1], 1));

    [Fact]
    public void RandomWalkVariance_ByHand_AndUsesThePastOnly()
    {
        var close = new double[40];
        for (var i = 0; i < close.Length; i++)
            close[i] = Math.Exp(i % 2 == 0 ? 0 : 0.1); // every squared log-return is 0.01
        Assert.True(double.IsNaN(RandomWalk.Variance(close)[0]));
        Assert.Equal(0.01, RandomWalk.Variance(close)[30], 12);

        close[30] *= Math.Exp(0.3); // r₃₀ = −0.1 + 0.3
        var jumped = RandomWalk.Variance(close);
        Assert.Equal(0.01, jumped[29], 12);
        Assert.Equal((0.94 * 0.01) + (0.06 * 0.04), jumped[30], 12);
    }

    [Fact]
    public void DieboldMariano_OneStep_ByHand()
    {
        // d = 1 2 3 4: mean 2.5, variance 1.25; 2.5/√(1.25/4)·√((4+1−2)/4) = √15; t₃ in closed form.
        var test = DieboldMariano.Of([1, 2, 3, 4], 1);
        var x = Math.Sqrt(5);

        Assert.Equal(Math.Sqrt(15), test.Statistic, 12);
        Assert.Equal(2 * (0.5 - (((x / 6) + Math.Atan(x)) / Math.PI)), test.PValue, 10);
    }

    [Fact]
    public void DieboldMariano_TwoSteps_UsesBartlettWeights() // γ₁ = 0.3125, weight ½: variance 1.5625; correction √0.375
        => Assert.Equal(2.5 / Math.Sqrt(1.5625 / 4) * Math.Sqrt(0.375), DieboldMariano.Of([1, 2, 3, 4], 2).Statistic, 12);

    [Fact]
    public void DieboldMariano_EqualLosses_IsUndefined() => Assert.True(double.IsNaN(DieboldMariano.Of(new double[50], 1).PValue));

    [Fact]
    public void Direction_OfTenRows_ByHand()
    {
        // Outcome rises 6 of 10, forecast rises 5 of 10, right 7 of 10.
        int[] rose = [1, 1, 1, 1, 1, 1, -1, -1, -1, -1];
        int[] forecast = [1, 1, 1, 1, -1, -1, 1, -1, -1, -1];
        var test = DirectionTest.Of(forecast, rose);

        // P* = .6·.5 + .4·.5 = .5; V = .025; V* = ((.2)²·.25 + 0·.24 + 4·.24·.25/10)/10 = .0034.
        Assert.Equal((0.7, 0.6), (test.Accuracy, test.BaseRate));
        Assert.Equal(0.2 / Math.Sqrt(0.025 - 0.0034), test.Statistic, 12);
        Assert.Equal(1 - Normal.CDF(0, 1, test.Statistic), test.PValue, 12);
    }

    [Fact]
    public void Direction_Ties_CountHalf_AndAreLeftOutOfTheTest()
    {
        int[] rose = [1, 1, 1, 1, 1, 1, -1, -1, -1, -1];
        int[] forecast = [1, 1, 1, 1, -1, -1, 1, -1, -1, -1];
        var (alone, with) = (DirectionTest.Of(forecast, rose), DirectionTest.Of([.. forecast, 0, 0, 1, -1], [.. rose, 1, -1, 0, 0]));

        Assert.Equal((9.0 / 14, 8.0 / 14, alone.PValue), (with.Accuracy, with.BaseRate, with.PValue));
        Assert.Equal(with.BaseRate, DirectionTest.Of([.. Enumerable.Repeat(1, 14)], [.. rose, 1, -1, 0, 0]).Accuracy);
    }

    [Fact]
    public void Direction_OfForecastsWithoutOne_IsUndefined()
    {
        var test = DirectionTest.Of([0, 0, 0], [1, -1, 1]);
        Assert.True(double.IsNaN(test.Accuracy) && double.IsNaN(test.PValue));
        Assert.Equal(2.0 / 3, test.BaseRate);
    }

    [Fact]
    public void Direction_AlwaysUp_HasNoPValue() => Assert.True(double.IsNaN(DirectionTest.Of([1, 1, 1], [1, -1, 1]).PValue));

    [Theory]
    [InlineData(680, 0.554)] // Banushev's test: cannot detect less than 55.4 %
    [InlineData(4_900, 0.520)]
    public void DetectableAccuracy_AsPublished(int count, double expected) =>
        Assert.Equal(expected, DirectionTest.DetectableAccuracy(count), 3);

    [Fact]
    public void DetectableAccuracy_OfAHandful_IsUndefined() => Assert.True(double.IsNaN(DirectionTest.DetectableAccuracy(3)));
}
