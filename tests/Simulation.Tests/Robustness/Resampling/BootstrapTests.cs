using Simulator.Robustness.Resampling;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Robustness.Resampling;

public sealed class BootstrapTests
{
    // For an AR(1) with coefficient φ the sums have closed forms, and b = (2φ/(1−φ²))^⅔·n^⅓ (Politis, White, 2004).
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    public void BlockLength_OfALongAutoregression_IsNearItsClosedForm(double coefficient)
    {
        const int n = 20_000;
        var expected = Math.Pow(2 * coefficient / (1 - (coefficient * coefficient)), 2.0 / 3) * Math.Cbrt(n);
        var measured = Enumerable.Range(0, 8).Average(seed => BlockLength.Of(Autoregression(seed, n, coefficient)));
        Assert.InRange(measured / expected, 0.8, 1.25);
    }

    [Fact]
    public void BlockLength_OfNoise_IsShort_AndOfAConstantOne()
    {
        Assert.InRange(Enumerable.Range(0, 8).Average(seed => BlockLength.Of(Autoregression(seed, 5_000, 0))), 1, 8);
        Assert.Equal(1, BlockLength.Of(new double[100]));
        Assert.Equal(1, BlockLength.Of([1, 2, 3]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public void Blocks_HaveTheMeanLengthAskedFor_AndEveryPositionIsEquallyLikely(double block)
    {
        const int n = 500;
        var (indexes, counts, breaks) = (new int[n], new int[n], 0);
        var random = new SplitMix64(3);
        for (var d = 0; d < 400; d++)
        {
            StationaryBootstrap.Draw(indexes, block, random);
            for (var i = 0; i < n; i++)
            {
                counts[indexes[i]]++;
                breaks += i == 0 || indexes[i] != (indexes[i - 1] + 1) % n ? 1 : 0;
            }
        }
        Assert.InRange(400.0 * n / breaks, 0.93 * block, 1.07 * block);
        Assert.All(counts, c => Assert.InRange(c, 240, 560));
    }

    [Fact]
    public void Variance_OfTheMeanOfAnAutoregression_IsThatOfTheTheory_NotThatOfIndependentDraws()
    {
        const int n = 2_000;
        var (values, indexes, means) = (Autoregression(4, n, 0.5), new int[n], new double[600]);
        var random = new SplitMix64(1);
        for (var d = 0; d < means.Length; d++)
        {
            StationaryBootstrap.Draw(indexes, BlockLength.Of(values), random);
            means[d] = indexes.Average(i => values[i]);
        }
        // Var(mean)·n → σ²/(1−φ)² = 4; independent draws would give σ²/(1−φ²) = 1.33.
        Assert.InRange(Simulator.Numerics.Moments.Variance(means) * n, 2.4, 5.2);
    }

    private static double[] Autoregression(int seed, int n, double coefficient)
    {
        var random = Seeds.Generator(seed, "ar1");
        var values = new double[n];
        for (var i = 1; i < n; i++)
            values[i] = (coefficient * values[i - 1]) + random.NextGaussian();
        return values;
    }
}
