using Simulator.Indicators;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>What must still hold after a million values, and with values that make rounding matter.</summary>
public sealed class LongSeriesTests
{
    [Fact]
    public void SlidingSum_AfterAMillionValuesOfMixedSize_IsTheSumOfItsWindow()
    {
        var random = new SplitMix64(9);
        var sum = new SlidingSum(50);
        var window = new Queue<double>();
        for (var t = 0; t < 1_000_000; t++)
        {
            // Now and then a value ten orders of magnitude above the rest, which leaves its rounding in a plain running sum.
            var value = (random.NextDouble() + 0.5) * (random.NextInt(1_000) == 0 ? 1e12 : 100);
            sum.Add(value);
            window.Enqueue(value);
            if (window.Count > 50)
                window.Dequeue();
        }
        var exact = window.Select(v => (decimal)v).Sum();
        Assert.Equal((double)exact, sum.Value, Math.Abs((double)exact) * 1e-15);
    }

    [Fact]
    public void SlidingSum_OfAWindowOfZerosAfterLargeValues_IsExactlyZero()
    {
        var sum = new SlidingSum(3);
        foreach (var value in new[] { 1e300, 0.1, 1e-5, 0, 0, 0 })
            sum.Add(value);
        Assert.Equal(0, sum.Value);
    }

    [Fact]
    public void SlidingSum_AfterAnOverflow_RecoversOnceItHasLeftTheWindow()
    {
        var sum = new SlidingSum(2);
        foreach (var value in new[] { 1.5e308, 1.5e308, 1, 2 })
            sum.Add(value);
        Assert.Equal(3, sum.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    public void TrailingExtreme_OverValuesWithManyTies_IsTheWindowsExtremeAndTheNewestOfEquals(int bars)
    {
        var random = new SplitMix64(4);
        var values = new double[20_000];
        var (highest, lowest) = (new TrailingExtreme(bars, true), new TrailingExtreme(bars, false));
        for (var t = 0; t < values.Length; t++)
        {
            values[t] = random.NextInt(25);
            highest.Add(values[t]);
            lowest.Add(values[t]);
            var window = values.AsSpan(Math.Max(0, t - bars + 1)..(t + 1)).ToArray();
            Assert.Equal(window.Max(), highest.Value);
            Assert.Equal(window.Min(), lowest.Value);
            Assert.Equal(window.Length - 1 - Array.LastIndexOf(window, window.Max()), highest.Age);
        }
    }

    [Fact]
    public void Figures_OfAConstantPriceThatIsNoBinaryFraction_AreUndefinedRatherThanRoundingNoise()
    {
        double[] constant = [.. Enumerable.Repeat(0.1, 100)];
        Assert.True(double.IsNaN(IndicatorCatalogue.Get("zScore").Create(20).Lines(constant)[0][^1]));
        Assert.True(double.IsNaN(IndicatorCatalogue.Get("bollinger").Create(20, 2).Lines(constant)[3][^1]));
        Assert.True(double.IsNaN(IndicatorCatalogue.Get("linearRegression").Create(20).Lines(constant)[2][^1]));
        Assert.True(double.IsNaN(IndicatorCatalogue.Get("correlation").Create(20, 0).Lines(constant, constant)[0][^1]));
        Assert.True(double.IsNaN(IndicatorCatalogue.Get("hurst").Create(32).Lines(constant)[0][^1]));
        Assert.Equal(0, IndicatorCatalogue.Get("volatility").Create(20, 252).Lines(constant)[0][^1]);
        Assert.Equal(0, IndicatorCatalogue.Get("stdDev").Create(20).Lines(constant)[0][^1]);
    }

    [Fact]
    public void Hurst_OfARandomWalkAndOfPersistentMoves_TellsThemApart()
    {
        var random = new SplitMix64(21);
        var (walk, persistent, reverting) = (new double[1_500], new double[1_500], new double[1_500]);
        var (a, b, c, move, place) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var t = 0; t < walk.Length; t++)
        {
            var noise = 0.01 * random.NextGaussian();
            a += noise;
            b += move = (0.8 * move) + noise;
            c = 0.2 * (place = noise + (0.2 * place));
            (walk[t], persistent[t], reverting[t]) = (Math.Exp(a), Math.Exp(b), Math.Exp(c));
        }
        double Mean(double[] prices) => IndicatorCatalogue.Get("hurst").Create(256).Lines(prices)[0][256..].Average();
        // R/S of short pieces lies above ½ even for a pure walk (Anis and Lloyd); 0.6 allows for it.
        Assert.InRange(Mean(walk), 0.5, 0.62);
        Assert.True(Mean(persistent) > Mean(walk) + 0.1);
        Assert.True(Mean(reverting) < 0.35);
    }

    [Fact]
    public void PairSpread_OfAnExactLine_FindsItsRatioAndIntercept()
    {
        var random = new SplitMix64(8);
        double[] second = [.. Enumerable.Range(0, 200).Select(_ => 50 + (10 * random.NextDouble()))];
        double[] first = [.. second.Select(x => 7 + (1.5 * x))];
        var lines = IndicatorCatalogue.Get("pairSpread").Create(60).Lines(first, second);
        Assert.Equal(0, lines[0][^1], 9);
        Assert.Equal(1.5, lines[1][^1], 9);
        Assert.Equal(7, lines[2][^1], 7);
    }

    [Fact]
    public void Vwap_StartsAgainWithEachTradingDay()
    {
        var walk = IndicatorMarkets.Walk(70);
        var lines = IndicatorCatalogue.Get("vwap").Create().Lines(walk);
        for (var t = 0; t < walk.Count; t += 7)
            Assert.Equal((walk.High[t] + walk.Low[t] + walk.Close[t]) / 3, lines[0][t], 12);
    }
}
