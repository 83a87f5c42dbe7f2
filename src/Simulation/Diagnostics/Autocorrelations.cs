using Simulator.Numerics;
using Simulator.Statistics;

namespace Simulator.Diagnostics;

/// <summary>
/// Whether a series depends on its past. Ljung, Box: “On a measure of lack of fit in time series models”, Biometrika 65, 1978:
/// n(n+2)·Σ ρ²[k]/(n−k), χ² with as many degrees as lags.
/// </summary>
public static class Autocorrelations
{
    private const int MostLags = 1_000;

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
    /// Independent values that a series is worth: n over 1 + 2·Σ ρ[k], as long as two correlations in a row are above zero together
    /// (Geyer: “Practical Markov chain Monte Carlo”, Statistical Science 7, 1992, section 3.3), of the values or of their distances from
    /// the mean, whichever leaves fewer: returns that do not remember their sign remember their size.
    /// </summary>
    public static double EffectiveCount(ReadOnlySpan<double> values)
    {
        var deviations = Deviations(values);
        return Math.Min(Worth(deviations), Worth(Deviations(Array.ConvertAll(deviations, Math.Abs))));
    }

    private static double Worth(double[] deviations)
    {
        var (variance, sum) = (CrossSum(deviations, 0), -1.0);
        for (var lag = 0; variance > 0 && lag + 1 < Math.Min(deviations.Length, MostLags); lag += 2)
        {
            var pair = (CrossSum(deviations, lag) + CrossSum(deviations, lag + 1)) / variance;
            if (!(pair > 0))
                break;
            sum += 2 * pair;
        }
        return deviations.Length / Math.Max(1, sum);
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
