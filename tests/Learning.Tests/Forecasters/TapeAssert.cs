using Simulator.Forecasting;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>Compares tapes bit by bit.</summary>
internal static class TapeAssert
{
    /// <summary>
    /// Rows before <paramref name="end"/> are the same; <paramref name="scored"/> rows also in their score, which needs the next bar.
    /// </summary>
    public static void SameRows(ForecastTape expected, ForecastTape actual, int end, int scored)
    {
        Assert.Equal(expected.FirstBar, actual.FirstBar);
        Assert.Equal(expected.Horizons.Select(h => h.Bars), actual.Horizons.Select(h => h.Bars));
        foreach (var (a, b) in Columns(expected).Zip(Columns(actual)))
            Assert.Equal(Bits(a[..end]), Bits(b[..end]));
        Assert.Equal(Bits(expected.Crps[..scored]), Bits(actual.Crps[..scored]));
        Assert.Equal(expected.Fold[..end], actual.Fold[..end]);
        Assert.Equal(expected.Cutoff[..end], actual.Cutoff[..end]);
        Assert.Equal(expected.Reasons?.Method, actual.Reasons?.Method);
        if (expected.Reasons is { } reasons)
            SameReasons(reasons.Until(end), actual.Reasons!.Until(end));
    }

    public static void Same(ForecastTape expected, ForecastTape actual) =>
        SameRows(expected, actual, expected.Mean.Length, expected.Mean.Length);

    private static void SameReasons(ForecastReasons expected, ForecastReasons actual)
    {
        Assert.Equal(expected.Inputs, actual.Inputs);
        Assert.Equal(expected.Bars, actual.Bars);
        foreach (var (a, b) in new[] { (expected.Mean, actual.Mean), (expected.LogDeviation, actual.LogDeviation) })
        {
            Assert.Equal(Bits(a.Start), Bits(b.Start));
            Assert.Equal(Bits(a.Rest), Bits(b.Rest));
            Assert.Equal(a.Input, b.Input);
            Assert.Equal(a.Part.Select(Bits), b.Part.Select(Bits));
            Assert.Equal(a.Level.Select(Bits), b.Level.Select(Bits));
        }
    }

    private static IEnumerable<double[]> Columns(ForecastTape tape) =>
        [.. tape.Horizons.SelectMany(h => (double[][])[.. h.Quantiles, h.Mean, h.StandardDeviation, h.ProbabilityOfRise])];

    private static long[] Bits(double[] values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
