using Simulator.Indicators;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>Cases small enough to be computed on paper; each says how.</summary>
public sealed class HandComputedValuesTests
{
    [Fact]
    public void ExponentialAverage_OfARamp_LagsByHalfTheWindow()
    {
        // Seed: mean of 1…5 = 3; then 3 + ⅓(6 − 3) = 4, 4 + ⅓(7 − 4) = 5: always 2 = (5 − 1)/2 below the price.
        var values = new ExponentialMovingAverage(5).Over([1, 2, 3, 4, 5, 6, 7]);
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, 3, 4, 5], values);
    }

    [Fact]
    public void Macd_OfARampOfSlopeOne_IsSevenWithSignalSeven()
    {
        // EMA(12) lags 5.5 and EMA(26) lags 12.5 (the case above), so the line is 7 from the 26th bar on and its own average too.
        var macd = new MovingAverageConvergenceDivergence();
        var values = Enumerable.Range(1, 60).Select(p => macd.Next(p)).ToArray();
        Assert.True(double.IsNaN(values[24].Line));
        Assert.Equal(7, values[25].Line, 12);
        Assert.True(double.IsNaN(values[macd.WarmUpBars - 2].Signal));
        Assert.Equal(7, values[macd.WarmUpBars - 1].Signal, 12);
        Assert.Equal(0, values[^1].Histogram, 12);
    }

    [Fact]
    public void Bollinger_OfTheTextbookEight_HasMeanFiveAndDeviationTwo()
    {
        // 2 4 4 4 5 5 7 9: mean 5, squared deviations 9+1+1+1+0+0+4+16 = 32, 32/8 = 4.
        var bands = new BollingerBands(8);
        Bands last = default;
        foreach (var price in new double[] { 2, 4, 4, 4, 5, 5, 7, 9 })
            last = bands.Next(price);
        Assert.Equal((5, 2, 9, 1), (last.Middle, last.Deviation, last.Upper, last.Lower));
    }

    [Fact]
    public void Momentum_OfADoubling_IsLogTwo() =>
        Assert.Equal([double.NaN, double.NaN, Math.Log(2), Math.Log(1.5)], new Momentum(2).Over([1, 2, 2, 3]));

    [Fact]
    public void RelativeStrength_WithoutMoves_IsFifty() => Assert.Equal(50, new RelativeStrengthIndex(3).Over([5, 5, 5, 5])[3]);

    [Fact]
    public void RelativeStrength_OfOnlyGainsAndOnlyLosses_IsHundredAndZero()
    {
        Assert.Equal(100, new RelativeStrengthIndex(3).Over([1, 2, 3, 4])[3]);
        Assert.Equal(0, new RelativeStrengthIndex(3).Over([4, 3, 2, 1])[3]);
    }

    [Fact]
    public void TrueRange_WithAGap_CountsFromTheLastClose()
    {
        // Bar 2 gaps up: max(14, 10) − min(13, 10) = 4. Mean of 2 and 4 is 3; then 3 + (1 − 3)/2 = 2.
        var range = new AverageTrueRange(2);
        Assert.True(double.IsNaN(range.Next(11, 9, 10)));
        Assert.Equal(3, range.Next(14, 13, 13));
        Assert.Equal(2, range.Next(13.5, 12.5, 13));
    }

    [Fact]
    public void VolumeChange_WithABarWithoutVolume_IsZeroThereAndSkipsItInTheMean()
    {
        // n = 2: third bar 40 against mean(10, 30) = 20 → log 2; a missing volume says 0; then 80 against the one known, 40 → log 2.
        var values = new VolumeChange(2).Over([10, 30, 40, double.NaN, 80]);
        Assert.Equal([double.NaN, double.NaN, Math.Log(2), 0, Math.Log(2)], values);
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(3, 64)]
    [InlineData(9, 64)]
    [InlineData(6, 256)]
    [InlineData(100, 408)]
    public void HarmonicTrend_OfALineAndItsOwnFrequencies_IsTheSeriesItself(int components, int windowBars)
    {
        // A line plus a sine of frequency N lies in the span of the fit, so the trend at the last bar is the last value.
        double At(int j) => 3 + (0.25 * j) + (2 * Math.Sin((2 * Math.PI * components * j / windowBars) + 0.7));
        var trend = new HarmonicTrend(components, windowBars);
        var values = trend.Over([.. Enumerable.Range(0, windowBars + 36).Select(At)]);
        Assert.All(values[..(windowBars - 1)], value => Assert.True(double.IsNaN(value)));
        for (var t = windowBars - 1; t < values.Length; t++)
            Assert.Equal(At(t), values[t], 9);
    }

    [Fact]
    public void HarmonicTrend_OfNoise_IsSmootherThanTheNoise()
    {
        var random = new Simulator.Seeding.SplitMix64(7);
        var noise = Enumerable.Range(0, 4_000).Select(_ => random.NextGaussian()).ToArray();
        var values = new HarmonicTrend(3, 256).Over(noise)[255..];
        // Eight coefficients from about half of 256 weighted bars, read at the end where a fit is least certain: far below 1, above 8/256.
        var variance = values.Average(v => v * v);
        Assert.InRange(variance, 8.0 / 256, 0.5);
    }

    [Fact]
    public void Windows_BelowTheSmallest_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimpleMovingAverage(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialMovingAverage(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HarmonicTrend(5, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MovingAverageConvergenceDivergence(26, 12));
    }
}
