using MathNet.Numerics.Distributions;

namespace Simulator.Scoring;

/// <summary>
/// Whether two forecasters' losses differ on average. Diebold, Mariano (1995) with the small-sample correction of Harvey, Leybourne,
/// Newbold (1997) and Bartlett weights in the long-run variance, which cannot go negative (R: <c>dm.test(varestimator = "bartlett")</c>).
/// </summary>
/// <param name="Statistic">Negative when the first forecaster loses less; NaN where it cannot be computed.</param>
/// <param name="PValue">Two-sided, Student's t with n − 1 degrees of freedom.</param>
public readonly record struct DieboldMariano(double Statistic, double PValue)
{
    /// <summary>Tests d = loss of the first − loss of the second, for forecasts <paramref name="horizon"/> steps ahead.</summary>
    public static DieboldMariano Of(ReadOnlySpan<double> differences, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var n = differences.Length;
        if (n < 3 || horizon >= n)
            return new DieboldMariano(double.NaN, double.NaN);
        var mean = 0.0;
        foreach (var d in differences)
            mean += d / n;
        var variance = Autocovariance(differences, mean, 0);
        for (var lag = 1; lag < horizon; lag++)
            variance += 2 * (1 - (lag / (double)horizon)) * Autocovariance(differences, mean, lag);
        if (!(variance > 0))
            return new DieboldMariano(double.NaN, double.NaN);
        var correction = (n + 1 - (2.0 * horizon) + (horizon * (horizon - 1.0) / n)) / n;
        var statistic = mean / Math.Sqrt(variance / n) * Math.Sqrt(correction);
        return new DieboldMariano(statistic, 2 * StudentT.CDF(0, 1, n - 1, -Math.Abs(statistic)));
    }

    private static double Autocovariance(ReadOnlySpan<double> x, double mean, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < x.Length; i++)
            sum += (x[i] - mean) * (x[i - lag] - mean);
        return sum / x.Length;
    }
}
