using Simulator.Evaluation.Rivals;
using Simulator.Robustness.Resampling;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Robustness.Resampling;

/// <summary>Means over trainings, by hand, and their intervals.</summary>
public sealed class InterquartileMeanTests
{
    [Theory]
    [InlineData(new[] { 3.0, 1, 2 }, 2)] // nothing is cut from three
    [InlineData(new[] { 100.0, 2, 3, 4, -100 }, 3)] // one at either end of five
    [InlineData(new[] { 9.0, 1, 2, 3, 4, 5, 6, 90 }, 4.5)] // two of eight: 3 4 5 6
    [InlineData(new double[0], double.NaN)]
    public void Mean_IsThatOfTheMiddleHalf(double[] values, double expected) => Assert.Equal(expected, InterquartileMean.Of(values));

    [Fact]
    public void Interval_HoldsTheMean_AndIsUndefinedForOne()
    {
        var five = InterquartileMean.Of([1, 2, 3, 4, double.NaN, 5], new SplitMix64(1));
        Assert.Equal(3, five.Value);
        Assert.InRange(five.Lower95, 1, 2.5);
        Assert.InRange(five.Upper95, 3.5, 5);
        var one = InterquartileMean.Of([0.5], new SplitMix64(1));
        Assert.Equal((0.5, true), (one.Value, double.IsNaN(one.Lower95)));
    }

    [Fact]
    public void Lead_OfTrainingsThatDiffer_IsWiderThanThatOfTheirMean()
    {
        var random = new SplitMix64(3);
        double[] mean = [.. Enumerable.Range(0, 250).Select(_ => 0.001 * random.NextGaussian())];
        double[][] trainings =
        [
            [.. mean.Select(d => d + 0.002)],
            [.. mean.Select(d => d - 0.002)],
        ];

        var (together, apart) = (LeadInterval.Of([mean], 250), LeadInterval.Of(trainings, 250));

        Assert.Equal(together.Lead, apart.Lead, 9);
        Assert.True(apart.Upper95 - apart.Lower95 > 2 * (together.Upper95 - together.Lower95));
        Assert.Equal(new LeadInterval(0, 0, 0), LeadInterval.Of([new double[30]], 250));
        Assert.True(double.IsNaN(LeadInterval.Of([new double[19]], 250).Lower95));
    }
}
