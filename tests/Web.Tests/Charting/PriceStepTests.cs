using Simulator.Markets;
using Simulator.Web.Charting;

namespace Simulator.Tests.Web.Charting;

/// <summary>The smallest step of prices, as files have them.</summary>
public sealed class PriceStepTests
{
    [Theory]
    [InlineData(0.01, 24.64, 4.31, 130.27)]
    [InlineData(0.01, 24.639999, 15.690000, 4.309999)] // written from single precision
    [InlineData(0.25, 2345.25, 2346.5, 2347.75)]
    [InlineData(0.00001, 1.12345, 1.12346, 1.12999)] // five decimals are a currency's own
    [InlineData(0.00000001, 0.00001234, 0.00001235, 0.00002)] // as are eight of a small coin
    [InlineData(0, 24.123456789012, 25.987654321098, 26.111111111111)] // an adjusted series has none
    public void Step_IsThatOfThePrices(double step, double first, double second, double third)
    {
        double[] prices = [first, second, third];
        long[] times = [.. Enumerable.Range(0, 3).Select(i => new DateTime(2024, 3, 4).AddDays(i).Ticks)];
        Assert.Equal(step, PriceStep.Of(new BarSeries("A", times, prices, prices, prices, prices, prices)), 1e-12);
    }
}
