using Simulator.Indicators;
using Simulator.Numerics;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>
/// Wavelet coefficients and denoised values against PyWavelets: <c>wavedec</c>, <c>threshold(…, 'soft')</c> at median |finest| / 0.6745 ·
/// √(2 ln n), <c>waverec</c>, all of mode <c>symmetric</c>, on x[t] = 100 + 0.3t + 3 sin(t/5) + ((37t mod 17) − 8)/4.
/// </summary>
public sealed class WaveletTrendTests
{
    private static readonly double[] s_values =
    [
        .. Enumerable.Range(0, 90).Select(t => 100 + (0.3 * t) + (3 * Math.Sin(t / 5.0)) + (((t * 37 % 17) - 8) / 4.0)),
    ];

    [Theory]
    [InlineData(1, 4, 64, 120.40395285519274, 123.29297794535276)]
    [InlineData(1, 3, 50, 122.87645453770853, 124.4509299838945)]
    [InlineData(2, 4, 64, 122.91671969343645, 124.05810912477573)]
    [InlineData(2, 3, 50, 124.15256441422963, 124.01369484644391)]
    [InlineData(2, 2, 21, 123.14417111999192, 124.77845860779382)]
    public void Trend_OfAWindow_IsThatOfPyWavelets(int moments, int levels, int bars, double at70, double at89)
    {
        var trend = new WaveletTrend(bars, levels, moments).Over(s_values);
        Assert.All(trend[..(bars - 1)], value => Assert.True(double.IsNaN(value)));
        Assert.Equal(at70, trend[70], 1e-11);
        Assert.Equal(at89, trend[89], 1e-11);
    }

    [Fact]
    public void Coefficients_OfOddLengths_AreThoseOfPyWavelets()
    {
        var daubechies = new WaveletTransform(2, 1, 11);
        daubechies.Decompose(s_values.AsSpan(0, 11));
        Near(
            [
                139.17488081921474,
                140.0755506230401,
                144.64109342653552,
                148.46664390849872,
                146.550995805009,
                149.6898139300673,
                151.3343528797244,
            ],
            daubechies.Coarse
        );
        Near(
            [
                -1.0079699234716504,
                0.025568718642023924,
                0.050175593025638676,
                -1.4357410654897045,
                0.07299023882287159,
                0.428657670958545,
                0.16707175781918693,
            ],
            daubechies.Detail(1)
        );
        var haar = new WaveletTransform(1, 2, 13);
        haar.Decompose(s_values.AsSpan(0, 13));
        Near([200.87909521974814, 208.5144738374947, 212.9868225968475, 208.25277908330693], haar.Coarse);
        Near([-3.2330872273629296, 1.6120073896275926, -1.7165588950883404, 0.0], haar.Detail(2));
        Near(
            [
                -1.163903413302819,
                -1.1141686342020023,
                -1.0057495696324565,
                -0.8557632059707458,
                -0.6878890921379934,
                -0.5286308594914289,
                0.0,
            ],
            haar.Detail(1)
        );
    }

    [Theory]
    [InlineData(1, 1, 8)]
    [InlineData(1, 3, 13)]
    [InlineData(2, 2, 21)]
    [InlineData(2, 4, 64)]
    [InlineData(2, 3, 90)]
    public void Reconstruction_OfAllCoefficients_IsTheValues(int moments, int levels, int length)
    {
        var transform = new WaveletTransform(moments, levels, length);
        transform.Decompose(s_values.AsSpan(0, length));
        Near(s_values[..length], transform.Reconstruct());
    }

    [Fact]
    public void Trend_OfNoiseOnALevel_HasLessOfTheNoise()
    {
        var random = new Simulator.Seeding.SplitMix64(7);
        double[] noise = [.. Enumerable.Range(0, 4_000).Select(_ => 100 + random.NextGaussian())];
        var trend = new WaveletTrend(128, 4, 2).Over(noise)[127..];
        Assert.InRange(trend.Average(v => (v - 100) * (v - 100)), 0.02, 0.5);
    }

    [Fact]
    public void Levels_ThatNoWindowOfThatLengthHas_AreRefusedWithTheMost()
    {
        var error = Assert.Throws<IndicatorParameterException>(() => IndicatorCatalogue.Get("waveletTrend").Create(32, 4, 2));
        Assert.Equal("levels", error.Parameter);
        Assert.Contains("levels must be at most 3 with bars 32 and moments 2, was 4", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WaveletTransform(3, 1, 64));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WaveletTransform(1, 0, 64));
    }

    private static void Near(double[] expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-11);
    }
}
