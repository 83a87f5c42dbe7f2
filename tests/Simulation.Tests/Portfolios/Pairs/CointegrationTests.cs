using Simulator.Portfolios.Pairs;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Portfolios.Pairs;

/// <summary>Unit-root and cointegration tests against figures published by Stata and statsmodels, and against what they are for.</summary>
public sealed class CointegrationTests
{
    [Theory] // Stata's dfuller on the same series with four lags, as quoted in the tests of statsmodels.
    [InlineData(Deterministic.Constant, 0.97505319, 0.99399563, -3.476, -2.883, -2.573)]
    [InlineData(Deterministic.ConstantAndTrend, -1.8566374, 0.67682968, -4.007, -3.437, -3.137)]
    [InlineData(Deterministic.None, 3.5227498, 0.99999, -2.587, -1.950, -1.617)]
    public void UnitRoot_OfUsProduct_HasStatasFigures(
        Deterministic deterministic,
        double statistic,
        double p,
        double one,
        double five,
        double ten
    )
    {
        Assert.Equal(203, UsQuarters.Product.Length);
        var result = UnitRootTest.Run(UsQuarters.Product, deterministic, 4);
        Assert.Equal(statistic, result.Statistic, 1e-5);
        Assert.Equal(p, result.PValue, 1.5e-5);
        Assert.Equal(one, result.Critical.OnePercent, 0.015);
        Assert.Equal(five, result.Critical.FivePercent, 0.015);
        Assert.Equal(ten, result.Critical.TenPercent, 0.015);
    }

    [Fact]
    public void EngleGranger_OfConsumptionOnProduct_HasThePublishedStatistic()
    {
        var result = CointegrationTest.Run(UsQuarters.Consumption, UsQuarters.Product, 0);
        Assert.Equal(-1.830170986148, result.Test.Statistic, 1e-4);
        Assert.InRange(result.Test.PValue, 0.6, 0.65);
    }

    // Asymptotic values of MacKinnon (2010), tables 2 and 4 of the same paper for T = 50 with two series: −4.1281, −3.4611 by the surface.
    [Theory]
    [InlineData(Deterministic.Constant, 1, -3.43035, -2.86154, -2.56677)]
    [InlineData(Deterministic.Constant, 2, -3.89644, -3.33613, -3.04445)]
    [InlineData(Deterministic.ConstantAndTrend, 2, -4.32762, -3.78057, -3.49631)]
    public void CriticalValues_AtInfinity_AreThePublishedOnes_AndThePValueAgrees(
        Deterministic deterministic,
        int variables,
        double one,
        double five,
        double ten
    )
    {
        Assert.Equal((one, five, ten), MacKinnon.CriticalValues(deterministic, variables, double.PositiveInfinity));
        Assert.Equal(0.01, MacKinnon.PValue(one, deterministic, variables), 0.001);
        Assert.Equal(0.05, MacKinnon.PValue(five, deterministic, variables), 0.003);
        Assert.Equal(0.10, MacKinnon.PValue(ten, deterministic, variables), 0.005);
        Assert.True(MacKinnon.CriticalValues(deterministic, variables, 50).OnePercent < one);
    }

    [Fact]
    public void Test_OfIndependentWalks_RejectsAboutAsOftenAsItSays()
    {
        var rejected = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var (x, y) = (Walk(seed), Walk(seed + 5000));
            rejected += CointegrationTest.Run(y, x, 0).Test.PValue < 0.05 ? 1 : 0;
        }
        Assert.InRange(rejected / 300.0, 0.02, 0.09);
    }

    [Fact]
    public void Test_OfACointegratedPair_RejectsAndFindsTheHedge()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var x = Walk(seed);
            var random = new SplitMix64((ulong)seed + 99);
            var y = x.Select(v => 3 + (1.7 * v) + random.NextGaussian()).ToArray();
            var result = CointegrationTest.Run(y, x);
            Assert.True(result.Test.PValue < 0.01);
            Assert.InRange(result.Hedge, 1.6, 1.8);
        }
    }

    [Fact]
    public void Lags_ChosenByAic_CatchAnAutoregression()
    {
        var random = new SplitMix64(4);
        var (y, change, before) = (new double[400], 0.0, 0.0);
        for (var i = 1; i < y.Length; i++)
        {
            (before, change) = (change, (0.5 * change) + (0.3 * before) + random.NextGaussian());
            y[i] = y[i - 1] + change;
        }
        Assert.InRange(UnitRootTest.Run(y).Lags, 2, 8);
        Assert.Equal(3, UnitRootTest.Run(y, Deterministic.Constant, 3).Lags);
    }

    [Fact]
    public void NothingToTest_IsSaid()
    {
        double[] line = [.. Enumerable.Range(0, 50).Select(i => (double)i)];
        Assert.Contains(
            "exact line",
            Assert.Throws<ArgumentException>(() => CointegrationTest.Run(line, line)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is constant",
            Assert.Throws<ArgumentException>(() => CointegrationTest.Run(line, new double[50])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "at least",
            Assert.Throws<ArgumentException>(() => UnitRootTest.Run([1, 2, 3], Deterministic.Constant, 2)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "aligned",
            Assert.Throws<ArgumentException>(() => CointegrationTest.Run(line, line.AsSpan(1))).Message,
            StringComparison.Ordinal
        );
    }

    private static double[] Walk(int seed)
    {
        var random = new SplitMix64((ulong)seed);
        var y = new double[250];
        for (var i = 1; i < y.Length; i++)
            y[i] = y[i - 1] + random.NextGaussian();
        return y;
    }
}
