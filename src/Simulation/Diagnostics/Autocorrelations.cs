using Simulator.Numerics;
using Simulator.Statistics;

namespace Simulator.Diagnostics;

/// <summary>
/// Whether a series depends on its past. Ljung, Box: “On a measure of lack of fit in time series models”, Biometrika 65, 1978:
/// n(n+2)·Σ ρ²[k]/(n−k), χ² with as many degrees as lags.
/// </summary>
public static class Autocorrelations
{
    /// <summary>Tests the first lags together.</summary>
    /// <param name="values">Finite values, oldest first.</param>
    /// <param name="lags">At least 1, below the number of values.</param>
    public static TestReading LjungBox(ReadOnlySpan<double> values, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lags, values.Length);
        var (n, sum) = ((double)values.Length, 0.0);
        var deviations = Deviations(values);
        var variance = CrossSum(deviations, 0);
        for (var lag = 1; lag <= lags; lag++)
        {
            var correlation = CrossSum(deviations, lag) / variance;
            sum += correlation * correlation / (n - lag);
        }
        return TestReading.OfChiSquared(n * (n + 2) * sum, lags);
    }

    /// <summary>
    /// Values that are worth as much as independent ones: n(1−ρ)/(1+ρ), ρ the correlation with the value before where that is positive.
    /// (Bartlett, 1946, for a first-order autoregression.)
    /// </summary>
    public static double EffectiveCount(ReadOnlySpan<double> values)
    {
        if (values.Length < 3)
            return values.Length;
        var deviations = Deviations(values);
        var correlation = Moments.Ratio(CrossSum(deviations, 1), CrossSum(deviations, 0));
        return correlation > 0 ? values.Length * (1 - correlation) / (1 + correlation) : values.Length;
    }

    internal static double[] Deviations(ReadOnlySpan<double> values)
    {
        var (mean, deviations) = (Moments.Mean(values), values.ToArray());
        for (var i = 0; i < deviations.Length; i++)
            deviations[i] -= mean;
        return deviations;
    }

    internal static double CrossSum(ReadOnlySpan<double> deviations, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < deviations.Length; i++)
            sum += deviations[i] * deviations[i - lag];
        return sum;
    }
}
