using MathNet.Numerics.Distributions;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// Significance of a Sharpe ratio. Bailey, López de Prado: “The Sharpe ratio efficient frontier” (2012) and “The deflated Sharpe
/// ratio” (2014). All Sharpe ratios are per period, not annualised; kurtosis is raw (3 for a normal).
/// </summary>
public static class Overfitting
{
    private const double EulerGamma = 0.5772156649015329;

    /// <summary>
    /// Probability that the true Sharpe ratio exceeds <paramref name="benchmark"/>: Φ((SR−b)·√(T−1) ÷ √(1 − γ₃SR + (γ₄−1)/4·SR²)).
    /// </summary>
    public static double ProbabilisticSharpe(double sharpe, int periods, double skewness, double kurtosis, double benchmark = 0) =>
        periods < 2
            ? double.NaN
            : NormalCdf((sharpe - benchmark) * Math.Sqrt(periods - 1) / Math.Sqrt(VarianceFactor(sharpe, skewness, kurtosis)));

    /// <summary>The same from a sample of returns; NaN where they do not vary.</summary>
    public static double ProbabilisticSharpe(ReadOnlySpan<double> returns, double benchmark = 0)
    {
        var sharpe = Moments.Ratio(Moments.Mean(returns), Moments.StandardDeviation(returns));
        return ProbabilisticSharpe(sharpe, returns.Length, Moments.Skewness(returns), Moments.Kurtosis(returns), benchmark);
    }

    /// <summary>Expected maximum of N independent standard normals: (1−γ)Φ⁻¹(1−1/N) + γΦ⁻¹(1−1/(N·e)); 0 for one.</summary>
    public static double ExpectedMaximum(int trials) =>
        trials <= 1
            ? 0
            : ((1 - EulerGamma) * NormalQuantile(1 - (1.0 / trials))) + (EulerGamma * NormalQuantile(1 - (1 / (trials * Math.E))));

    /// <summary>Deflated Sharpe ratio: the probabilistic Sharpe ratio relative to the expected best of as many worthless trials.</summary>
    public static double DeflatedSharpe(
        double sharpe,
        int periods,
        double skewness,
        double kurtosis,
        int trials,
        double varianceOfTrials
    ) => ProbabilisticSharpe(sharpe, periods, skewness, kurtosis, Math.Sqrt(varianceOfTrials) * ExpectedMaximum(trials));

    /// <summary>
    /// Deflated Sharpe ratio of a sample when the other trials' ratios are not available: their variance is then taken as that of the
    /// estimator if there is no skill, 1 ÷ (T−1).
    /// </summary>
    public static double DeflatedSharpe(ReadOnlySpan<double> returns, int trials) =>
        ProbabilisticSharpe(returns, returns.Length < 2 ? double.NaN : ExpectedMaximum(trials) / Math.Sqrt(returns.Length - 1));

    /// <summary>
    /// Periods needed before a Sharpe ratio is above a benchmark with a confidence: 1 + (1 − γ₃SR + (γ₄−1)/4·SR²)·(Φ⁻¹(p) ÷ (SR−b))².
    /// </summary>
    public static double MinimumTrackRecord(
        double sharpe,
        double skewness,
        double kurtosis,
        double benchmark = 0,
        double confidence = 0.95
    ) => 1 + (VarianceFactor(sharpe, skewness, kurtosis) * Math.Pow(NormalQuantile(confidence) / (sharpe - benchmark), 2));

    /// <summary>
    /// Years after which the best of N worthless trials is no longer expected to reach an annual Sharpe ratio: (E[max] ÷ SR)².
    /// </summary>
    public static double MinimumBacktestYears(int trials, double annualSharpe) => Math.Pow(ExpectedMaximum(trials) / annualSharpe, 2);

    private static double VarianceFactor(double sharpe, double skewness, double kurtosis) =>
        1 - (skewness * sharpe) + ((kurtosis - 1) / 4 * sharpe * sharpe);

    private static double NormalCdf(double z) => double.IsNaN(z) ? double.NaN : Normal.CDF(0, 1, z);

    private static double NormalQuantile(double p) => Normal.InvCDF(0, 1, p);
}
