using Simulator.Learning.Forecasters.Arima;
using Simulator.Tests.Series;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>Fits against statsmodels and scipy on the same series (<c>tests/Support/Series/reference.py</c>).</summary>
public sealed class ArmaFitTests
{
    private static readonly double[] s_series = ReferenceSeries.Arma(1_200, 7);

    [Fact]
    public void Autoregression_IsLeastSquares()
    {
        // AutoReg(x, 5).fit()
        var fit = ArmaFit.Of(s_series, 5, 0);
        Assert.Equal(0.04028691308, fit.Constant, 1e-9);
        double[] known = [0.7878172838, -0.4002761182, 0.1106181865, -0.04298950711, 0.04030141536];
        Assert.All(known.Zip(fit.Ar), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void MovingAverage_IsTheConditionalLeastSquares()
    {
        // scipy.optimize.least_squares on the same conditional errors.
        var fit = ArmaFit.Of(s_series, 2, 1);
        Assert.Equal(0.05645995274, fit.Constant, 1e-6);
        Assert.Equal(0.5187643656, fit.Ar[0], 1e-6);
        Assert.Equal(-0.1909928967, fit.Ar[1], 1e-6);
        Assert.Equal(0.2712891424, fit.Ma[0], 1e-6);
        Assert.Equal(0.4091985066, fit.Means(s_series)[^1], 1e-6);
    }

    [Fact]
    public void MovingAverage_IsNearTheExactLikelihoods()
    {
        // ARIMA(x, order=(2, 0, 1)).fit(): the exact likelihood, which differs by the first rows only.
        var fit = ArmaFit.Of(s_series, 2, 1);
        Assert.Equal(0.518134, fit.Ar[0], 0.002);
        Assert.Equal(-0.190585, fit.Ar[1], 0.002);
        Assert.Equal(0.271242, fit.Ma[0], 0.002);
    }

    [Fact]
    public void Means_OfAHandMadeModel_FollowTheRecursion()
    {
        // e₀ counts as 0; m₁ = 1 + 0.5·2 = 2, e₁ = 3 − 2 = 1; m₂ = 1 + 0.5·3 + 0.25·1 = 2.75
        var fit = new ArmaFit(1, [0.5], [0.25]);
        Assert.Equal([1, 2, 2.75], fit.Means([2, 3]));
    }
}
