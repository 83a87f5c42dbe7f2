using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Tests.Simulation.Statistics;

public sealed class ValueAtRiskTests
{
    /// <summary>Confidence, value at risk, expected shortfall of the standard normal.</summary>
    internal static (double Confidence, double Value, double Shortfall)[] StandardNormal { get; } =
    [(0.95, 1.6448536270, 2.0627128075), (0.975, 1.9599639845, 2.3378027922), (0.99, 2.3263478740, 2.6652142203)];

    /// <summary>The same of Student's t with four degrees of freedom.</summary>
    internal static (double Confidence, double Value, double Shortfall)[] StudentFour { get; } =
    [(0.95, 2.1318467863, 3.2028704021), (0.99, 3.7469473880, 5.2205841945)];

    /// <summary>Periods, exceptions, probability, Kupiec's ratio.</summary>
    internal static (int Periods, int Exceptions, double Probability, double Ratio)[] Kupiec { get; } =
    [(250, 5, 0.01, 1.956809788), (250, 2, 0.01, 0.108435216), (1000, 60, 0.05, 1.984221273)];

    [Fact]
    public void Gaussian_StandardNormal_AsTabulated() =>
        Assert.All(
            StandardNormal,
            row =>
            {
                Assert.Equal(row.Value, ValueAtRisk.Gaussian(0, 1, row.Confidence), 1e-9);
                Assert.Equal(row.Shortfall, ValueAtRisk.GaussianShortfall(0, 1, row.Confidence), 1e-9);
            }
        );

    [Fact]
    public void StudentT_FourDegrees_AsTabulated() =>
        Assert.All(
            StudentFour,
            row =>
            {
                Assert.Equal(row.Value, ValueAtRisk.StudentT(4, row.Confidence), 1e-8);
                Assert.Equal(row.Shortfall, ValueAtRisk.StudentTShortfall(4, row.Confidence), 1e-8);
            }
        );

    [Fact]
    public void KupiecTest_ReferenceCounts_AsTabulated() =>
        Assert.All(
            Kupiec,
            row => Assert.Equal(row.Ratio, ValueAtRiskTest.Of(row.Periods, row.Exceptions, row.Probability).LikelihoodRatio, 1e-8)
        );

    [Fact]
    public void KupiecTest_PValue_IsThatOfTheChiSquared()
    {
        // χ²(1) is a squared normal: 2·(1 − Φ(√1.956809788)) = 0.161855. None and all exceptions are defined, too.
        Assert.Equal(0.161855, ValueAtRiskTest.Of(250, 5, 0.01).PValue, 6);
        Assert.Equal(-2 * 250 * Math.Log(0.99), ValueAtRiskTest.Of(250, 0, 0.01).LikelihoodRatio, 10);
        Assert.Equal(-2 * 3 * Math.Log(0.5), ValueAtRiskTest.Of(3, 3, 0.5).LikelihoodRatio, 10);
        Assert.True(double.IsNaN(ValueAtRiskTest.Of(0, 0, 0.01).PValue));
    }

    [Fact]
    public void Historical_OfTwentyOneReturns_ByHand()
    {
        // −10 … 10 %: the 5 % quantile of 21 values is the second, −9 %; those not above it are −10 and −9.
        double[] sorted = [.. Enumerable.Range(-10, 21).Select(i => i / 100.0)];

        Assert.Equal(0.09, ValueAtRisk.Historical(sorted, 0.95), 12);
        Assert.Equal(0.095, ValueAtRisk.HistoricalShortfall(sorted, 0.95), 12);
        Assert.Equal(0.095, ValueAtRisk.Historical(sorted, 0.975), 12); // half way between the first two
        Assert.Equal(0.10, ValueAtRisk.HistoricalShortfall(sorted, 0.975), 12);
    }

    [Fact]
    public void CornishFisher_OfANormal_IsTheGaussian()
    {
        Assert.Equal(ValueAtRisk.Gaussian(0.001, 0.02, 0.99), ValueAtRisk.CornishFisher(0.001, 0.02, 0, 0, 0.99), 14);
        Assert.Equal(ValueAtRisk.GaussianShortfall(0.001, 0.02, 0.99), ValueAtRisk.CornishFisherShortfall(0.001, 0.02, 0, 0, 0.99), 14);
    }

    [Fact]
    public void CornishFisher_SkewedAndFatTailed_AsIntegratedNumerically()
    {
        // S = −0.5, K = 2 at 95 %: the shortfall is −∫ z·f(z) dz / 0.05 up to the quantile, f the Edgeworth density, by a sum over 400,000
        // strips.
        Assert.Equal(1.741925075889569, ValueAtRisk.CornishFisher(0, 1, -0.5, 2, 0.95), 12);
        Assert.Equal(2.68314060264, ValueAtRisk.CornishFisherShortfall(0, 1, -0.5, 2, 0.95), 8);
    }

    [Fact]
    public void Shortfall_IsNeverBelowTheValueAtRisk()
    {
        var random = new SplitMix64(5);
        for (var run = 0; run < 200; run++)
        {
            double[] returns = [.. Enumerable.Range(0, 40).Select(_ => 0.01 * random.NextGaussian() * (random.NextDouble() < 0.1 ? 5 : 1))];
            Assert.All(RiskRow.Of(returns), row => Assert.True(row.ExpectedShortfall >= row.ValueAtRisk - 1e-15, $"{row}"));
        }
    }

    [Fact]
    public void Forecast_UsesNothingOfThePeriodItself()
    {
        // Losses only ever exceed what the past showed on the last day: one exception, and the past's quantile is unmoved by it.
        double[] returns = [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? 0.01 : -0.01), -0.5];
        var test = ValueAtRiskTest.Run(returns, 0.95, window: 20);

        Assert.Equal((1, 1), (test.Periods, test.Exceptions));
        Assert.Equal(0.05, test.ExpectedExceptions, 12);
    }

    [Fact]
    public void Forecast_OfIndependentReturns_IsExceededAboutAsOftenAsItSays()
    {
        var random = new SplitMix64(11);
        double[] returns = [.. Enumerable.Range(0, 4_250).Select(_ => 0.01 * random.NextGaussian())];
        var test = ValueAtRiskTest.Run(returns, 0.95);

        Assert.Equal(4_000, test.Periods);
        Assert.InRange(test.Exceptions, 150, 250);
        Assert.True(test.PValue > 0.01, $"{test}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void Confidence_OutsideZeroToOne_IsRefused(double confidence) =>
        Assert.Contains(
            "between 0 and 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => ValueAtRisk.Gaussian(0, 1, confidence)).Message,
            StringComparison.Ordinal
        );
}
