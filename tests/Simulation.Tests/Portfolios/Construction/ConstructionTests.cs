using Simulator.Portfolios.Construction;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Portfolios.Construction;

/// <summary>What the weights of a method must satisfy, on random returns.</summary>
public sealed class ConstructionTests
{
    public static TheoryData<ConstructionMethod> Methods => [.. Enum.GetValues<ConstructionMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Weights_OfRandomReturns_SumToOneAndAreNotNegative(ConstructionMethod method)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (returns, assets) = Random(seed);
            var weights = new double[assets];
            if (new PortfolioConstruction(assets, new() { Method = method }).FromReturns(returns, weights) != ConstructionOutcome.Defined)
                continue;
            Assert.Equal(1, weights.Sum(), 1e-12);
            Assert.All(weights, w => Assert.True(w >= 0));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Weights_OfScaledReturns_AreTheSame(ConstructionMethod method)
    {
        var (returns, assets) = Random(7);
        var (weights, scaled) = (new double[assets], new double[assets]);
        var construction = new PortfolioConstruction(assets, new() { Method = method });
        construction.FromReturns(returns, weights);
        construction.FromReturns([.. returns.Select(r => r * 8)], scaled);
        for (var i = 0; i < assets; i++)
            Assert.Equal(weights[i], scaled[i], 1e-12);
    }

    [Theory]
    [InlineData(ConstructionMethod.MinimumVariance, true)]
    [InlineData(ConstructionMethod.MinimumVariance, false)]
    [InlineData(ConstructionMethod.Tangency, true)]
    [InlineData(ConstructionMethod.Tangency, false)]
    [InlineData(ConstructionMethod.RiskParity, true)]
    public void Weights_OfPermutedAssets_ArePermuted(ConstructionMethod method, bool longOnly)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (returns, assets) = Random(seed);
            int[] order = [.. Enumerable.Range(0, assets)];
            new SplitMix64((ulong)seed).Shuffle(order.AsSpan());
            var permuted = returns.Select((_, k) => returns[(k / assets * assets) + order[k % assets]]).ToArray();
            var (weights, other) = (new double[assets], new double[assets]);
            var construction = new PortfolioConstruction(assets, new() { Method = method, LongOnly = longOnly });
            Assert.Equal(construction.FromReturns(returns, weights), construction.FromReturns(permuted, other));
            for (var i = 0; i < assets; i++)
                Assert.Equal(weights[order[i]], other[i], 1e-8 * (1 + Math.Abs(other[i])));
        }
    }

    [Fact]
    public void LongOnly_AtTheMinimum_MeetsTheKuhnTuckerConditions()
    {
        var bound = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var (returns, assets) = Random(seed);
            var (mean, covariance, weights) = (new double[assets], new double[assets * assets], new double[assets]);
            CovarianceEstimation.Sample(returns, mean, covariance);
            Assert.Equal(
                ConstructionOutcome.Defined,
                new PortfolioConstruction(assets, new() { Method = ConstructionMethod.MinimumVariance }).FromReturns(returns, weights)
            );
            var gradient = Multiply(covariance, weights);
            var variance = gradient.Zip(weights, (g, w) => g * w).Sum();
            for (var i = 0; i < assets; i++)
            {
                bound += weights[i] == 0 ? 1 : 0;
                Assert.True(
                    weights[i] > 0 ? Math.Abs(gradient[i] - variance) < 1e-10 * variance : gradient[i] >= variance * (1 - 1e-10),
                    $"seed {seed}, asset {i}"
                );
            }
        }
        Assert.True(bound > 50, "the constraint never bound, so the test shows nothing");
    }

    [Fact]
    public void LongOnlyTangency_IsNotBeatenByAnyOtherLongOnlyPortfolio()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (returns, assets) = Random(seed);
            var (mean, covariance, weights) = (new double[assets], new double[assets * assets], new double[assets]);
            CovarianceEstimation.Sample(returns, mean, covariance);
            if (
                new PortfolioConstruction(assets, new() { Method = ConstructionMethod.Tangency }).FromReturns(returns, weights)
                != ConstructionOutcome.Defined
            )
                continue;
            var best = Sharpe(mean, covariance, weights);
            var random = new SplitMix64((ulong)seed + 1000); // around the optimum
            for (var trial = 0; trial < 50; trial++)
            {
                var near = weights.Select(w => Math.Max(0, w + (0.05 * random.NextGaussian()))).ToArray();
                Assert.True(near.Sum() == 0 || Sharpe(mean, covariance, near) <= best + 1e-12);
            }
        }
    }

    [Fact]
    public void RiskParity_EveryAsset_ContributesTheSame()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (returns, assets) = Random(seed);
            var (covariance, weights, shares) = (new double[assets * assets], new double[assets], new double[assets]);
            CovarianceEstimation.Sample(returns, new double[assets], covariance);
            RiskContribution.Equalize(covariance, weights);
            RiskContribution.Shares(covariance, weights, shares);
            Assert.All(shares, s => Assert.Equal(1.0 / assets, s, 1e-11));
        }
    }

    [Fact]
    public void ShortHistory_IsNamed_AndShrinkageHelps()
    {
        var (returns, assets) = Random(3);
        var few = returns[..(assets * 3)];
        var weights = new double[assets];
        foreach (var method in new[] { ConstructionMethod.MinimumVariance, ConstructionMethod.Tangency })
            Assert.Equal(
                ConstructionOutcome.SingularCovariance,
                new PortfolioConstruction(assets, new() { Method = method }).FromReturns(few, weights)
            );
        Assert.All(weights, w => Assert.Equal(0, w));
        Assert.Equal(
            ConstructionOutcome.Defined,
            new PortfolioConstruction(
                assets,
                new() { Method = ConstructionMethod.MinimumVariance, Covariance = CovarianceEstimator.LedoitWolf }
            ).FromReturns(few, weights)
        );
        Assert.Equal(
            ConstructionOutcome.ShortHistory,
            new PortfolioConstruction(assets, new() { Method = ConstructionMethod.RiskParity }).FromReturns(
                returns.AsSpan(0, assets),
                weights
            )
        );
    }

    [Fact]
    public void Duplicate_AndConstantAssets_AreNamed()
    {
        var random = new SplitMix64(5);
        var (twin, still, weights) = (new double[200], new double[200], new double[2]);
        for (var t = 0; t < 100; t++)
        {
            twin[2 * t] = twin[(2 * t) + 1] = still[2 * t] = random.NextGaussian();
            still[(2 * t) + 1] = 0;
        }
        Assert.Equal(
            ConstructionOutcome.SingularCovariance,
            new PortfolioConstruction(2, new() { Method = ConstructionMethod.MinimumVariance, LongOnly = false }).FromReturns(twin, weights)
        );
        Assert.Equal(
            ConstructionOutcome.ConstantPrice,
            new PortfolioConstruction(2, new() { Method = ConstructionMethod.RiskParity }).FromReturns(still, weights)
        );
    }

    [Fact]
    public void Tangency_WhereEverythingFell_DoesNotExist()
    {
        double[] returns = [-.01, -.02, -.03, -.01, -.02, -.03, -.01, -.01];
        var weights = new double[2];
        Assert.Equal(
            ConstructionOutcome.NoExcessReturn,
            new PortfolioConstruction(2, new() { Method = ConstructionMethod.Tangency }).FromReturns(returns, weights)
        );
        Assert.Equal(
            ConstructionOutcome.NoExcessReturn,
            new PortfolioConstruction(2, new() { Method = ConstructionMethod.Tangency, LongOnly = false }).FromReturns(returns, weights)
        );
    }

    [Fact]
    public void MissingReturn_IsRefused() =>
        Assert.Contains(
            "not finite",
            Assert
                .Throws<ArgumentException>(() => new PortfolioConstruction(1, new()).FromReturns([0.1, double.NaN], new double[1]))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Rebuilding_AllocatesNothing()
    {
        var (returns, assets) = Random(11);
        var weights = new double[assets];
        foreach (var method in Enum.GetValues<ConstructionMethod>())
        {
            var construction = new PortfolioConstruction(assets, new() { Method = method });
            construction.FromReturns(returns, weights);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 20; i++)
                construction.FromReturns(returns, weights);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200, $"{method} allocates");
        }
    }

    // Two common factors and noise of its own, so that correlations of every sign occur.
    private static (double[] Returns, int Assets) Random(int seed)
    {
        var random = new SplitMix64((ulong)seed);
        var (assets, periods) = (4 + random.NextInt(9), 60);
        var loadings = Enumerable.Range(0, assets * 2).Select(_ => random.NextGaussian()).ToArray();
        var returns = new double[periods * assets];
        for (var t = 0; t < periods; t++)
        {
            var (f, g) = (random.NextGaussian(), random.NextGaussian());
            for (var i = 0; i < assets; i++)
                returns[(t * assets) + i] = 0.01 * ((f * loadings[2 * i]) + (g * loadings[(2 * i) + 1]) + random.NextGaussian() + 0.1);
        }
        return (returns, assets);
    }

    private static double[] Multiply(double[] matrix, double[] x) =>
        [.. x.Select((_, i) => x.Select((v, j) => matrix[(i * x.Length) + j] * v).Sum())];

    private static double Sharpe(double[] mean, double[] covariance, double[] w) =>
        mean.Zip(w, (m, v) => m * v).Sum() / Math.Sqrt(Multiply(covariance, w).Zip(w, (g, v) => g * v).Sum());
}
