using Simulator.Distributions;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Distributions;

/// <summary>
/// Laws against numbers that were computed from the definitions alone: the CRPS as the integral of (F(x) − 1{x ≥ y})² by quadrature with 30
/// digits, quantiles by root finding on F (mpmath 1.2.1).
/// </summary>
public sealed class PredictiveLawTests
{
    [Theory]
    [InlineData(0, 1, 0, 0.233694977255109, 0.918938533204673)] // (√2 − 1)/√π
    [InlineData(0, 1, 1, 0.602441357627616, 1.41893853320467)]
    [InlineData(0.001, 0.01, -0.025, 0.0203873817719628, -0.306231652783419)]
    public void Normal_Scores_AreTheIntegrals(double mean, double deviation, double outcome, double crps, double logScore)
    {
        var law = new NormalLaw(mean, deviation);
        Assert.Equal(crps, law.Crps(outcome), 1e-13);
        Assert.Equal(logScore, law.LogScore(outcome), 1e-13);
    }

    [Theory]
    [InlineData(0, 1, 5, 0, 0.257025362900647, 0.968619589054724, -2.57058183563632, 0.5)]
    [InlineData(0, 1, 3, 1.5, 0.957221025196411, 2.12012042549436, -3.18244630528371, 0.5)]
    [InlineData(0.0004, 0.009, 4, -0.03, 0.0241170828831266, -0.357995873515007, -0.0245880059467801, 0.516659811510592)]
    [InlineData(0, 1, 30, -2, 1.44275754594186, 2.86729904116594, -2.04227245630124, 0.5)]
    [InlineData(1, 2, 2.5, 10, 7.35150225613953, 5.5742669976853, -6.14930968400737, 0.671151040065143)]
    public void Student_Figures_AreTheIntegrals(
        double location,
        double scale,
        double degrees,
        double outcome,
        double crps,
        double logScore,
        double lowQuantile,
        double rise
    )
    {
        var law = new StudentLaw(location, scale, degrees);
        Assert.Equal(crps, law.Crps(outcome), 1e-12 * Math.Max(1, crps));
        Assert.Equal(logScore, law.LogScore(outcome), 1e-12);
        Assert.Equal(lowQuantile, law.Quantile(0.025), 1e-12 * Math.Abs(lowQuantile));
        Assert.Equal(rise, law.ProbabilityAbove(0), 1e-13);
        Assert.Equal(0.025, 1 - law.ProbabilityAbove(law.Quantile(0.025)), 1e-13);
    }

    [Fact]
    public void Student_OfManyDegrees_IsNearlyNormal()
    {
        var (student, normal) = (new StudentLaw(0.5, 2, 1e7), new NormalLaw(0.5, 2));
        Assert.Equal(normal.Crps(-1), student.Crps(-1), 1e-6);
        Assert.Equal(normal.StandardDeviation, student.StandardDeviation, 1e-6);
        Assert.Equal(normal.Quantile(0.975), student.Quantile(0.975), 1e-6);
    }

    [Theory]
    [InlineData(-7, 5.61081646794135, 4.91573530909306)] // out in the lower tail
    [InlineData(-2, 1.25251230836828, 2.59026716544583)]
    [InlineData(0.2, 0.447512308368276, 0.693147180559945)]
    [InlineData(1, 0.813226594082561, 3.14988295338125)]
    [InlineData(9, 7.26990054716132, 4.95175639310039)]
    public void Quantiles_Scores_AreTheIntegrals(double outcome, double crps, double logScore)
    {
        Assert.Equal(crps, s_quantiles.Crps(outcome), 1e-12);
        Assert.Equal(logScore, s_quantiles.LogScore(outcome), 1e-12);
    }

    [Fact]
    public void Quantiles_Figures_AreTheIntegrals()
    {
        Assert.Equal(0.238703500190594, s_quantiles.Mean, 1e-13);
        Assert.Equal(3.51369562590856, s_quantiles.StandardDeviation, 1e-12);
        Assert.Equal(0.5, s_quantiles.ProbabilityAbove(0), 1e-15);
        Assert.Equal(-6.51294159473206, s_quantiles.Quantile(0.02), 1e-12);
        Assert.Equal(8.59887311805695, s_quantiles.Quantile(0.97), 1e-12);
        Assert.Equal([-3, -1, 0, 0.5, 4], s_levels.Select(s_quantiles.Quantile));
        Assert.False(s_quantiles.WasRearranged);
    }

    [Fact]
    public void Quantiles_OfManyLevelsOfANormal_ScoreLikeIt()
    {
        var normal = new NormalLaw(0.3, 1.5);
        double[] levels = [.. Enumerable.Range(1, 999).Select(i => i / 1000.0)];
        var law = new QuantileLaw(levels, [.. levels.Select(normal.Quantile)]);
        foreach (var outcome in new[] { -6, -1, 0.3, 2, 7 })
            Assert.Equal(normal.Crps(outcome), law.Crps(outcome), 2e-4);
        Assert.Equal(normal.Mean, law.Mean, 1e-10);
        Assert.Equal(normal.StandardDeviation, law.StandardDeviation, 2e-3);
    }

    [Fact]
    public void Quantiles_ThatCross_ArePutInOrder()
    {
        var law = new QuantileLaw([0.25, 0.5, 0.75], [1, 3, 2]);
        Assert.True(law.WasRearranged);
        Assert.Equal([1, 2, 3], new[] { 0.25, 0.5, 0.75 }.Select(law.Quantile));
    }

    [Fact]
    public void Quantiles_ThatAreEqual_AreAMassAtOneValue()
    {
        var law = new QuantileLaw([0.1, 0.5, 0.9], [2, 2, 2]);
        Assert.Equal((2.0, 0.0), (law.Mean, law.StandardDeviation));
        Assert.Equal((1.0, 0.0), (law.ProbabilityAbove(1.9), law.ProbabilityAbove(2)));
        Assert.Equal(3, law.Crps(5), 1e-15);
        Assert.Equal(3, law.Crps(-1), 1e-15);
        Assert.True(double.IsNaN(law.LogScore(2)));
    }

    [Fact]
    public void Sample_WithoutHalves_ScoresAsAWhole()
    {
        double[] draws = [1, 3, -1, 5];
        Assert.Equal(Crps.OfSample(draws, 2), SampleLaw.OfDraws(draws).Crps(2));
        Assert.Equal(0, SampleLaw.OfAntitheticHalves(draws).Crps(2), 1e-15);
        Assert.True(double.IsNaN(SampleLaw.OfDraws(draws).LogScore(2)));
    }

    [Fact]
    public void Scores_OfTheTrueLaw_AreBestOnAverage()
    {
        // Propriety: over draws of the law itself no other forecast scores better on average.
        var truth = new StudentLaw(0.1, 1, 4);
        var random = new SplitMix64(3);
        double[] outcomes = [.. Enumerable.Range(0, 20_000).Select(_ => truth.Quantile(random.NextDouble()))];
        IPredictiveLaw[] others =
        [
            new NormalLaw(0.1, truth.StandardDeviation),
            new StudentLaw(0.3, 1, 4),
            new StudentLaw(0.1, 1.3, 4),
            new QuantileLaw([0.1, 0.5, 0.9], [-1, 0.1, 1.2]),
        ];
        Assert.All(others, other => Assert.True(outcomes.Average(other.Crps) > outcomes.Average(truth.Crps)));
        Assert.All(others, other => Assert.True(outcomes.Average(other.LogScore) > outcomes.Average(truth.LogScore)));
    }

    [Fact]
    public void Laws_OfImpossibleParameters_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new NormalLaw(0, 0));
        Assert.Throws<ArgumentException>(() => new NormalLaw(double.NaN, 1));
        Assert.Throws<ArgumentException>(() => new StudentLaw(0, 1, 2));
        Assert.Throws<ArgumentException>(() => new StudentLaw(0, double.PositiveInfinity, 4));
        Assert.Throws<ArgumentException>(() => new QuantileLaw([0.5], [1]));
        Assert.Throws<ArgumentException>(() => new QuantileLaw([0.5, 0.5], [1, 2]));
        Assert.Throws<ArgumentException>(() => new QuantileLaw([0.5, 0.6], [1, double.NaN]));
        Assert.Throws<ArgumentException>(() => SampleLaw.OfDraws([1]));
        Assert.Throws<ArgumentException>(() => SampleLaw.OfAntitheticHalves([1, 2, 3, 4, 5]));
        Assert.Throws<ArgumentException>(() => SampleLaw.OfDraws([1, double.PositiveInfinity]));
    }

    private static readonly double[] s_levels = [0.1, 0.25, 0.5, 0.75, 0.9];
    private static readonly QuantileLaw s_quantiles = new(s_levels, [-3, -1, 0, 0.5, 4]);
}
