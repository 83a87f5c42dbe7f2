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
        foreach (var (a, b) in Columns(expected).Zip(Columns(actual)))
            Assert.Equal(Bits(a[..end]), Bits(b[..end]));
        Assert.Equal(Bits(expected.Crps[..scored]), Bits(actual.Crps[..scored]));
        Assert.Equal(expected.Fold[..end], actual.Fold[..end]);
        Assert.Equal(expected.Cutoff[..end], actual.Cutoff[..end]);
    }

    public static void Same(ForecastTape expected, ForecastTape actual) =>
        SameRows(expected, actual, expected.Mean.Length, expected.Mean.Length);

    private static IEnumerable<double[]> Columns(ForecastTape tape) =>
        [.. tape.Quantiles, tape.Mean, tape.StandardDeviation, tape.ProbabilityOfRise];

    private static long[] Bits(double[] values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
