using Simulator.Statistics;

namespace Simulator.Diagnostics;

/// <summary>
/// Whether a series stays around one level. Kwiatkowski, Phillips, Schmidt, Shin: “Testing the null hypothesis of stationarity against the
/// alternative of a unit root”, J. of Econometrics 54, 1992: Σ S[t]² / (n² · long-run variance), S the running sum of deviations from the
/// mean, Bartlett weights.
/// </summary>
public static class LevelTest
{
    // Table 1 of the paper, for a level: critical values at these probabilities.
    private static readonly double[] s_critical = [0.347, 0.463, 0.574, 0.739];
    private static readonly double[] s_probability = [0.10, 0.05, 0.025, 0.01];

    /// <summary>Lags that the test takes where none are given: ⌈12·(n/100)^¼⌉.</summary>
    public static int UsualLags(int count) => Math.Min(count - 1, (int)Math.Ceiling(12 * Math.Pow(count / 100.0, 0.25)));

    /// <summary>Tests a series; p is between the table's ends, 0.01 and 0.10.</summary>
    /// <param name="values">Finite values, oldest first.</param>
    /// <param name="lags">Autocovariances in the long-run variance, below the number of values.</param>
    public static TestReading Of(ReadOnlySpan<double> values, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lags);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lags, values.Length);
        var deviations = Autocorrelations.Deviations(values);
        var (sum, squares) = (0.0, 0.0);
        foreach (var deviation in deviations)
        {
            sum += deviation;
            squares += sum * sum;
        }
        var variance = Autocorrelations.CrossSum(deviations, 0);
        for (var lag = 1; lag <= lags; lag++)
            variance += 2 * (1 - (lag / (lags + 1.0))) * Autocorrelations.CrossSum(deviations, lag);
        var statistic = squares / (variance * values.Length);
        return double.IsFinite(statistic) && variance > 0 ? new(statistic, Probability(statistic)) : TestReading.None;
    }

    private static double Probability(double statistic)
    {
        if (statistic <= s_critical[0])
            return s_probability[0];
        for (var i = 1; i < s_critical.Length; i++)
        {
            if (statistic <= s_critical[i])
                return s_probability[i - 1]
                    + ((s_probability[i] - s_probability[i - 1]) * (statistic - s_critical[i - 1]) / (s_critical[i] - s_critical[i - 1]));
        }
        return s_probability[^1];
    }
}
