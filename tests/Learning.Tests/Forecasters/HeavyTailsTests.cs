using Simulator.Distributions;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>The base noise of the generator: its function, its fit, and models whose quantiles are averaged.</summary>
public sealed class HeavyTailsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.5671432904097838)] // Ω, OEIS A030178
    [InlineData(Math.E, 1)]
    [InlineData(10, 1.7455280027406994)] // scipy.special.lambertw(10)
    [InlineData(1e6, 11.383358086140053)] // scipy.special.lambertw(1e6)
    public void LambertW_IsThatOfTheTables(double x, double expected) => Assert.Equal(expected, HeavyTails.LambertW(x), 1e-13);

    [Theory, InlineData(0.9, 0.15), InlineData(1.1, 0.05), InlineData(0.8, 0)]
    public void Fit_FindsTheLawOfItsOutcomes(double width, double tail)
    {
        var truth = new HeavyTails(width, tail);
        double[] outcomes = [.. Normals(20_000, 5).Select(truth.Of)];

        var found = HeavyTails.Fit(outcomes, 0.45);

        Assert.Equal(width, found.Width, 0.02);
        Assert.Equal(tail, found.Tail, 0.02);
    }

    [Fact]
    public void Fit_OfTooFewOrNoMovement_OrWithoutTails_IsTheRandomWalk()
    {
        Assert.Equal(HeavyTails.Normal, HeavyTails.Fit([.. Normals(HeavyTails.FewestOutcomes - 1, 1)], 0.3));
        Assert.Equal(HeavyTails.Normal, HeavyTails.Fit(new double[100], 0.3));
        Assert.Equal(HeavyTails.Normal, HeavyTails.Fit([.. Normals(500, 1)], 0));
    }

    [Fact]
    public void Law_HasTheQuantilesOfTheNoise_AndOfTheNormalOneItsCrps()
    {
        var law = new HeavyTails(0.9, 0.15).ToLaw();
        Assert.Equal(new HeavyTails(0.9, 0.15).Of(1.6448536269514722), law.Quantile(0.95), 1e-9);
        foreach (var outcome in new[] { -2.5, 0, 0.4, 3 })
            Assert.Equal(Crps.OfGaussian(0, 1, outcome), HeavyTails.Normal.ToLaw().Crps(outcome), 2e-4);
    }

    [Fact]
    public void PooledQuantiles_AreTheMeanOfTheModels()
    {
        var pooled = new PooledQuantiles(7, 1, 3);
        pooled.Add(7, [3.0, 1, 2]);
        pooled.Add(7, [30.0, 20, 10]);

        var law = pooled.LawOf(7, 2);

        Assert.Equal([5.5, 11, 16.5], new[] { 1 / 6.0, 0.5, 5 / 6.0 }.Select(law.Quantile), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    /// <summary>
    /// Of a forecaster that draws from the very law of the outcome, the interval of 90 % holds 90 % of the outcomes, however few its draws.
    /// </summary>
    [Theory, InlineData(40), InlineData(200)]
    public void Interval_OfDrawsFromTheTruth_HoldsWhatItSays(int draws)
    {
        const int Forecasts = 20_000;
        var random = new Queue<double>(Normals(Forecasts * (draws + 1), 11));
        var held = 0;
        for (var i = 0; i < Forecasts; i++)
        {
            var law = SampleLaw.OfDraws([.. Enumerable.Range(0, draws).Select(_ => random.Dequeue())]);
            var outcome = random.Dequeue();
            held += outcome >= law.Quantile(0.05) && outcome <= law.Quantile(0.95) ? 1 : 0;
        }
        Assert.Equal(0.90, (double)held / Forecasts, 0.006); // three standard errors; type 7 has 0.869 and 0.892
    }

    private static double[] Normals(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        return [.. Enumerable.Range(0, count).Select(_ => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 1 - random.NextDouble()))];
    }
}
