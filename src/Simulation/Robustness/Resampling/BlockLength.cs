namespace Simulator.Robustness.Resampling;

/// <summary>
/// The mean block length of the stationary bootstrap that the data ask for: Politis, White, “Automatic block-length selection for the
/// dependent bootstrap”, 2004, with the correction of Patton, Politis, White, 2009: b = (2·G²/D)^⅓·n^⅓, G = Σ λ(k/M)·|k|·R(k),
/// D = 2·(Σ λ(k/M)·R(k))², sums over |k| ≤ M, λ the flat-top window, R autocovariances. M is twice the last lag before a stretch of
/// autocorrelations inside ±2·√(log₁₀ n/n).
/// </summary>
public static class BlockLength
{
    /// <summary>The length in periods, ≥ 1, at most min(3√n, n/3); 1 where nothing varies.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        if (n < 10)
            return 1;
        var quietLags = Math.Max(5, (int)Math.Ceiling(Math.Sqrt(Math.Log10(n))));
        var mostLags = Math.Min(n - 2, (int)Math.Ceiling(Math.Sqrt(n)) + quietLags);
        var covariances = Autocovariances(values, mostLags);
        if (!(covariances[0] > 0))
            return 1;
        var lags = Bandwidth(covariances, quietLags, mostLags, 2 * Math.Sqrt(Math.Log10(n) / n));
        var (g, spectrum) = (0.0, covariances[0]);
        for (var k = 1; k <= lags; k++)
        {
            var weight = Math.Min(1, 2 * (1 - ((double)k / lags)));
            g += 2 * weight * k * covariances[k];
            spectrum += 2 * weight * covariances[k];
        }
        var length = Math.Cbrt(g * g / (spectrum * spectrum)) * Math.Cbrt(n);
        return double.IsFinite(length) ? Math.Clamp(length, 1, Math.Ceiling(Math.Min(3 * Math.Sqrt(n), n / 3.0))) : 1;
    }

    private static int Bandwidth(double[] covariances, int quietLags, int mostLags, double threshold)
    {
        for (var last = 0; last + quietLags <= mostLags; last++)
        {
            var quiet = true;
            for (var k = 1; k <= quietLags && quiet; k++)
                quiet = Math.Abs(covariances[last + k] / covariances[0]) < threshold;
            if (quiet)
                return Math.Min(mostLags, 2 * Math.Max(last, 1));
        }
        return mostLags;
    }

    private static double[] Autocovariances(ReadOnlySpan<double> values, int lags)
    {
        var mean = Numerics.Moments.Mean(values);
        var covariances = new double[lags + 1];
        for (var k = 0; k <= lags; k++)
        {
            var sum = 0.0;
            for (var i = k; i < values.Length; i++)
                sum += (values[i] - mean) * (values[i - k] - mean);
            covariances[k] = sum / values.Length;
        }
        return covariances;
    }
}
