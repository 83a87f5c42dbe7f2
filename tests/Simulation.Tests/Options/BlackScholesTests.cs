using Simulator.Options;

namespace Simulator.Tests.Simulation.Options;

public sealed class BlackScholesTests
{
    /// <summary>Hull, Options, Futures, and Other Derivatives, the chapters on Black and Scholes' model and on stock indices.</summary>
    [Theory]
    [InlineData(OptionRight.Call, 42, 40, 0.5, 0.10, 0, 0.20, 4.76)]
    [InlineData(OptionRight.Put, 42, 40, 0.5, 0.10, 0, 0.20, 0.81)]
    [InlineData(OptionRight.Call, 930, 900, 2.0 / 12, 0.08, 0.03, 0.20, 51.83)]
    public void Price_OfATextbookOption_IsThePrintedOne(
        OptionRight right,
        double spot,
        double strike,
        double years,
        double rate,
        double yield,
        double volatility,
        double printed
    ) => Assert.Equal(printed, BlackScholes.Price(new OptionTerms(right, spot, strike, years, rate, yield), volatility), 0.005);

    /// <summary>
    /// From scipy 1.10: d₁ and d₂ by the formula, norm.cdf and norm.pdf of scipy.stats; price, delta and vega printed to 15 digits.
    /// </summary>
    [Theory]
    [InlineData(OptionRight.Call, 42, 40, 0.5, 0.10, 0, 0.20, 4.75942239287153, 0.779131290942669, 8.81341505960285)]
    [InlineData(OptionRight.Put, 42, 40, 0.5, 0.10, 0, 0.20, 0.808599372900092, -0.220868709057331, 8.81341505960285)]
    [InlineData(OptionRight.Call, 930, 900, 2.0 / 12, 0.08, 0.03, 0.20, 51.8329567964909, 0.703418008601192, 129.948453332648)]
    [InlineData(OptionRight.Put, 100, 140, 2, 0.03, 0.05, 0.35, 48.2033282443844, -0.629820956403866, 44.7534581408597)]
    [InlineData(OptionRight.Call, 100, 60, 0.1, -0.01, 0, 0.60, 39.9561712430057, 0.997297793143369, 0.263288787488351)]
    [InlineData(OptionRight.Call, 100, 100, 90.0 / 365, 0, 0, 0.25, 4.94932642546829, 0.524746632127341, 19.7718941380213)]
    public void PriceDeltaAndVega_AgainstScipy_AreEqual(
        OptionRight right,
        double spot,
        double strike,
        double years,
        double rate,
        double yield,
        double volatility,
        double price,
        double delta,
        double vega
    )
    {
        var terms = new OptionTerms(right, spot, strike, years, rate, yield);
        Assert.Equal(price, BlackScholes.Price(terms, volatility), 1e-11 * spot);
        Assert.Equal(delta, BlackScholes.Delta(terms, volatility), 1e-12);
        Assert.Equal(vega, BlackScholes.Vega(terms, volatility), 1e-11 * spot);
    }

    [Fact]
    public void Price_OfCallAndPut_ObeysParity()
    {
        var call = new OptionTerms(OptionRight.Call, 87, 95, 1.3, 0.04, 0.015);
        var difference = BlackScholes.Price(call, 0.31) - BlackScholes.Price(call.ToOpposite(), 0.31);
        Assert.Equal(call.DiscountedSpot - call.DiscountedStrike, difference, 1e-12 * 87);
    }

    [Fact]
    public void Price_WithoutVolatility_IsTheLowestWithoutArbitrage()
    {
        var terms = new OptionTerms(OptionRight.Call, 50, 40, 1, 0.05);
        Assert.Equal(50 - (40 * Math.Exp(-0.05)), BlackScholes.Price(terms, 0), 1e-13);
        Assert.Equal(1, BlackScholes.Delta(terms, 0));
        Assert.Equal(0, BlackScholes.Price(terms.ToOpposite(), 0));
    }

    [Fact]
    public void Price_OfImpossibleTerms_NamesThem()
    {
        var fault = Assert.Throws<ArgumentException>(() => BlackScholes.Price(new OptionTerms(OptionRight.Call, 50, 0, 1), 0.2));
        Assert.Contains("K 0", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => BlackScholes.Price(new OptionTerms(OptionRight.Call, 50, 40, 1), -0.2));
    }
}
