using Simulator.Portfolios.Construction;

namespace Simulator.Tests.Simulation.Portfolios.Construction;

/// <summary>Published and independently computed weights.</summary>
public sealed class ReferenceWeightsTests
{
    private static readonly double[] s_covariance = [.04, .006, .01, .006, .09, .012, .01, .012, .16];
    private static readonly double[] s_mean = [.08, .10, .14];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MinimumVariance_OfTheReferenceCovariance_HasTheReferenceWeights(bool longOnly)
    {
        var weights = Build(ConstructionMethod.MinimumVariance, longOnly);
        AssertClose([.6311672684, .2527075812, .1161251504], weights, 1e-9);
        Assert.Equal(.02792418773, Variance(weights), 1e-9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tangency_OfTheReferenceMoments_HasTheReferenceWeights(bool longOnly)
    {
        var weights = Build(ConstructionMethod.Tangency, longOnly);
        AssertClose([.5124885576, .2746174971, .2128939453], weights, 1e-9);
        Assert.Equal(.5690577840, weights.Zip(s_mean, (w, m) => w * m).Sum() / Math.Sqrt(Variance(weights)), 1e-9);
    }

    [Fact]
    public void HierarchicalRiskParity_OfTheReferenceCovariance_HasTheReferenceWeightsAndOrder()
    {
        var hierarchy = new HierarchicalRiskParity(3);
        var weights = new double[3];
        hierarchy.Allocate(s_covariance, weights);
        AssertClose([.5750798722, .2811501597, .1437699681], weights, 1e-9);
        Assert.Equal([1, 0, 2], hierarchy.Order);
    }

    [Fact]
    public void RiskParity_OfTheReferenceCovariance_HasTheReferenceWeights() =>
        AssertClose([.4598634226, .3102048661, .2299317113], Build(ConstructionMethod.RiskParity, true), 1e-7);

    [Fact]
    public void Equal_IsOneOverN() => Assert.Equal([1.0 / 3, 1.0 / 3, 1.0 / 3], Build(ConstructionMethod.Equal, true));

    [Fact]
    public void LedoitWolf_OfThreeReturnsOfTwoAssets_IsTheFormulaByHand()
    {
        // x = (−1, −1), (0, 2), (1, −1): S = [[2/3, 0], [0, 2]], m = 4/3, d² = 8/9, ‖S‖² = 40/9;
        // Σ‖xx′ − S‖² = (4 − 16/3 + 40/9) + (16 − 16 + 40/9) + (4 − 16/3 + 40/9) = 32/3, b̄² = 32/27 ≥ d², so all of it is shrunk away.
        double[] returns = [-1, -1, 0, 2, 1, -1];
        var covariance = new double[4];
        Assert.Equal(1, CovarianceEstimation.LedoitWolf(returns, new double[2], covariance));
        AssertClose([4.0 / 3, 0, 0, 4.0 / 3], covariance, 1e-15);
    }

    [Fact]
    public void LedoitWolf_OfEightReturnsOfTwoAssets_IsTheFormulaByHand()
    {
        // x = ±(3, 0) three times each, ±(0, 1) once each: S = diag(54/8, 2/8), m = 3.5, ‖S‖² = 45.625, d² = 21.125;
        // ‖xx′ − S‖² = 81 − 2·9·6.75 + 45.625 = 5.125 (six times), 1 − 2·0.25 + 45.625 = 46.125 (twice): b̄² = 123/64.
        double[] returns = [3, 0, -3, 0, 3, 0, -3, 0, 3, 0, -3, 0, 0, 1, 0, -1];
        var covariance = new double[4];
        var shrinkage = CovarianceEstimation.LedoitWolf(returns, new double[2], covariance);
        Assert.Equal(123.0 / 64 / 21.125, shrinkage, 1e-14);
        AssertClose([((1 - shrinkage) * 6.75) + (shrinkage * 3.5), 0, 0, ((1 - shrinkage) * 0.25) + (shrinkage * 3.5)], covariance, 1e-14);
    }

    private static double[] Build(ConstructionMethod method, bool longOnly)
    {
        var weights = new double[3];
        Assert.Equal(
            ConstructionOutcome.Defined,
            new PortfolioConstruction(3, new() { Method = method, LongOnly = longOnly }).FromMoments(s_mean, s_covariance, weights)
        );
        return weights;
    }

    private static double Variance(double[] w)
    {
        var sum = 0.0;
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
                sum += w[i] * s_covariance[(i * 3) + j] * w[j];
        }
        return sum;
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
