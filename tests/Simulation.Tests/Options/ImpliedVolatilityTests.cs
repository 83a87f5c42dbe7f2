using System.Globalization;
using Simulator.Options;

namespace Simulator.Tests.Simulation.Options;

public sealed class ImpliedVolatilityTests
{
    private const double Machine = 2.3e-16;

    /// <summary>
    /// σ → price → σ. A price is rounded to a unit in its last place and in that of the terms that it is the difference of; divided by
    /// vega that is what no solver can get back, and only where it is above 1e-8 may the volatility differ by more.
    /// </summary>
    [Fact]
    public void Of_ThePriceOfAVolatility_IsTheVolatility()
    {
        var (tried, tight) = (0, 0);
        foreach (var right in new[] { OptionRight.Call, OptionRight.Put })
        foreach (var years in new[] { 1 / 365.0, 7 / 365.0, 30 / 365.0, 90 / 365.0, 1, 2, 5 })
        foreach (var strike in new[] { 20.0, 50, 80, 90, 95, 99, 100, 101, 105, 110, 125, 200, 500 })
        foreach (var volatility in new[] { 0.01, 0.05, 0.1, 0.2, 0.35, 0.6, 1, 2, 4 })
        foreach (var (rate, yield) in new[] { (0.0, 0.0), (0.05, 0.02), (-0.005, 0.03) })
        {
            var terms = new OptionTerms(right, 100, strike, years, rate, yield);
            var price = BlackScholes.Price(terms, volatility);
            var lost = 8 * Machine * Math.Max(100, strike) / BlackScholes.Vega(terms, volatility);
            if (!(lost < 0.01 * volatility))
                continue;
            tried++;
            tight += lost < 1e-8 ? 1 : 0;
            var found = ImpliedVolatility.Of(terms, price);
            Assert.True(
                Math.Abs(found.PerYear - volatility) <= Math.Max(1e-8, lost),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{terms}: {volatility} came back as {found.PerYear:R} ({found.Fault}), {lost:E2} was lost by rounding"
                )
            );
        }
        Assert.True(tight > 2_000 && tight > 0.8 * tried, FormattableString.Invariant($"{tight} of {tried} were within 1e-8"));
    }

    [Theory]
    [InlineData(OptionRight.Call, 100, 80, 19.9, PriceFault.BelowBound, "below 20")]
    [InlineData(OptionRight.Call, 100, 80, 20, PriceFault.NoTimeValue, "no time value")]
    [InlineData(OptionRight.Call, 100, 80, 100, PriceFault.AboveBound, "not below 100")]
    [InlineData(OptionRight.Put, 100, 80, 80, PriceFault.AboveBound, "not below 80")]
    [InlineData(OptionRight.Put, 100, 80, 0, PriceFault.NoTimeValue, "no time value")]
    [InlineData(OptionRight.Call, 100, 80, double.NaN, PriceFault.NoNumber, "no number")]
    [InlineData(OptionRight.Call, 100, -80, 5, PriceFault.NoNumber, "no number")]
    public void Of_APriceOutsideTheBounds_SaysWhich(
        OptionRight right,
        double spot,
        double strike,
        double price,
        PriceFault fault,
        string words
    )
    {
        var terms = new OptionTerms(right, spot, strike, 0.5);
        var found = ImpliedVolatility.Of(terms, price);
        Assert.Equal(fault, found.Fault);
        Assert.True(double.IsNaN(found.PerYear));
        Assert.Contains(words, ImpliedVolatility.Words(terms, price, fault), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_HullsCall_IsTwentyPercent() =>
        Assert.Equal(0.2, ImpliedVolatility.Of(new OptionTerms(OptionRight.Call, 42, 40, 0.5, 0.1), 4.75942239287153).PerYear, 1e-12);
}
