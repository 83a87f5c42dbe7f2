using MathNet.Numerics.Distributions;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// Uncertainty of a Sharpe ratio. Lo, “The statistics of Sharpe ratios” (2002). Ratios are annual here; D periods a year.
/// </summary>
/// <param name="Sharpe">mean/sd·√D.</param>
/// <param name="StandardError">√((1 + SR²/2)/T)·√D, SR per period: independent normal returns (Lo, eq. 9).</param>
/// <param name="MomentStandardError">√((1 − γ₃SR + (γ₄−1)/4·SR²)/T)·√D: independent returns of any shape (Mertens, 2002).</param>
/// <param name="AutocorrelatedStandardError">The same with a long-run covariance (Newey, West, 1987, ⌊4(T/100)^(2/9)⌋ lags): returns that
/// depend on each other (Lo, eq. 16).</param>
/// <param name="AutocorrelatedSharpe">SR·η(D), η(q) = q/√(q + 2Σ(q−k)ρₖ): what the annual ratio is when autocorrelation is counted (Lo, eq.
/// 20), with the same lags; NaN where the sum is not positive.</param>
/// <param name="Lower95">Sharpe − 1.96·the largest of the three errors.</param>
/// <param name="Upper95">Sharpe + the same.</param>
/// <param name="Periods">T.</param>
public sealed record SharpeConfidence(
    double Sharpe,
    double StandardError,
    double MomentStandardError,
    double AutocorrelatedStandardError,
    double AutocorrelatedSharpe,
    double Lower95,
    double Upper95,
    int Periods
)
{
    /// <summary>The errors of a sample of returns; NaN below four or where nothing moves.</summary>
    public static SharpeConfidence Of(ReadOnlySpan<double> returns, double perYear)
    {
        var (n, root) = (returns.Length, Math.Sqrt(perYear));
        var sharpe = Moments.Ratio(Moments.Mean(returns), Moments.StandardDeviation(returns));
        if (n < 4 || !double.IsFinite(sharpe))
            return new SharpeConfidence(sharpe * root, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, n);
        var lags = Math.Min(n - 2, (int)Math.Floor(4 * Math.Pow(n / 100.0, 2.0 / 9)));
        var normal = Math.Sqrt((1 + (sharpe * sharpe / 2)) / n) * root;
        var moments =
            Math.Sqrt(Math.Max(0, 1 - (Moments.Skewness(returns) * sharpe) + ((Moments.Kurtosis(returns) - 1) / 4 * sharpe * sharpe)) / n)
            * root;
        var dependent = Math.Sqrt(Math.Max(0, LongRunVariance(returns, lags)) / n) * root;
        var reach = Normal.InvCDF(0, 1, 0.975) * Math.Max(normal, Math.Max(moments, dependent));
        return new SharpeConfidence(
            sharpe * root,
            normal,
            moments,
            dependent,
            sharpe * Eta(returns, perYear, lags),
            (sharpe * root) - reach,
            (sharpe * root) + reach,
            n
        );
    }

    /// <summary>Autocorrelation Σ(rₜ−r̄)(rₜ₋ₖ−r̄)/Σ(rₜ−r̄)² at a lag; NaN where nothing moves.</summary>
    public static double Autocorrelation(ReadOnlySpan<double> x, int lag)
    {
        var (mean, product, square) = (Moments.Mean(x), 0.0, 0.0);
        for (var t = 0; t < x.Length; t++)
        {
            square += (x[t] - mean) * (x[t] - mean);
            if (t >= lag)
                product += (x[t] - mean) * (x[t - lag] - mean);
        }
        return Moments.Ratio(product, square);
    }

    private static double Eta(ReadOnlySpan<double> returns, double perYear, int lags)
    {
        var sum = perYear;
        for (var k = 1; k <= lags && k < perYear; k++)
            sum += 2 * (perYear - k) * Autocorrelation(returns, k);
        return sum > 0 ? perYear / Math.Sqrt(sum) : double.NaN;
    }

    /// <summary>
    /// Long-run variance of the ratio's influence ψₜ = (rₜ−μ)/σ − μ((rₜ−μ)² − σ²)/(2σ³): the delta method on the mean and the variance,
    /// with Bartlett's weights.
    /// </summary>
    private static double LongRunVariance(ReadOnlySpan<double> returns, int lags)
    {
        var (mean, n) = (Moments.Mean(returns), returns.Length);
        var variance = Moments.Variance(returns) * (n - 1) / n;
        var deviation = Math.Sqrt(variance);
        var influence = new double[n];
        for (var t = 0; t < n; t++)
        {
            var d = returns[t] - mean;
            influence[t] = (d / deviation) - (mean * ((d * d) - variance) / (2 * variance * deviation));
        }
        var total = 0.0;
        for (var k = 0; k <= lags; k++)
        {
            var sum = 0.0;
            for (var t = k; t < n; t++)
                sum += influence[t] * influence[t - k];
            total += (k == 0 ? 1 : 2 * (1 - (k / (lags + 1.0)))) * sum / n;
        }
        return total;
    }
}
