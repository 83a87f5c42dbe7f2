using MathNet.Numerics.Distributions;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// Value at risk and expected shortfall (CVaR) of one period, as losses: positive numbers are what is lost. The confidence is in (0, 1),
/// 0.95 usual. Returns are simple; NaN if there are too few.
/// </summary>
public static class ValueAtRisk
{
    /// <summary>
    /// −quantile of the returns at 1 − confidence, interpolated linearly between neighbours (Hyndman and Fan's type 7, the default of R and
    /// NumPy).
    /// </summary>
    /// <param name="sorted">Returns in rising order.</param>
    /// <param name="confidence">In (0, 1).</param>
    public static double Historical(ReadOnlySpan<double> sorted, double confidence) => -Quantile(sorted, 1 - Checked(confidence));

    /// <summary>−mean of the returns that are not above −<see cref="Historical"/>.</summary>
    /// <param name="sorted">Returns in rising order.</param>
    /// <param name="confidence">In (0, 1).</param>
    public static double HistoricalShortfall(ReadOnlySpan<double> sorted, double confidence)
    {
        var (limit, count) = (-Historical(sorted, confidence), 0);
        while (count < sorted.Length && sorted[count] <= limit)
            count++;
        return -Moments.Mean(sorted[..count]);
    }

    /// <summary>z·σ − μ with z = Φ⁻¹(confidence).</summary>
    public static double Gaussian(double mean, double deviation, double confidence) =>
        (deviation * Normal.InvCDF(0, 1, Checked(confidence))) - mean;

    /// <summary>σ·φ(z)/(1 − confidence) − μ.</summary>
    public static double GaussianShortfall(double mean, double deviation, double confidence) =>
        (deviation * Normal.PDF(0, 1, Normal.InvCDF(0, 1, Checked(confidence))) / (1 - confidence)) - mean;

    /// <summary>
    /// The Gaussian one with a quantile corrected for skewness and kurtosis (Cornish and Fisher, 1938; Zangari, 1996):
    /// −(μ + σ·g), g = h + (h²−1)S/6 + (h³−3h)K/24 − (2h³−5h)S²/36, h = Φ⁻¹(1 − confidence), K the excess kurtosis.
    /// </summary>
    public static double CornishFisher(double mean, double deviation, double skewness, double excessKurtosis, double confidence) =>
        -(mean + (deviation * ModifiedQuantile(skewness, excessKurtosis, confidence)));

    /// <summary>
    /// Expected shortfall of the same expansion (Boudt, Peterson, Croux, 2008, eq. 17, in closed form):
    /// σ·φ(g)/(1−c)·(1 + S·g³/6 + K(g⁴−2g²−1)/24 + S²(g⁶−9g⁴+9g²+3)/72) − μ; never below the value at risk, as the authors ask.
    /// </summary>
    public static double CornishFisherShortfall(double mean, double deviation, double skewness, double excessKurtosis, double confidence)
    {
        var g = ModifiedQuantile(skewness, excessKurtosis, confidence);
        var (g2, s) = (g * g, skewness);
        var series =
            1
            + (s * g2 * g / 6)
            + (excessKurtosis * ((g2 * g2) - (2 * g2) - 1) / 24)
            + (s * s * ((g2 * g2 * g2) - (9 * g2 * g2) + (9 * g2) + 3) / 72);
        var shortfall = deviation * Normal.PDF(0, 1, g) / (1 - confidence) * series;
        return Math.Max(shortfall, -deviation * g) - mean;
    }

    /// <summary>Quantile of Student's t with unit scale: the loss that is not exceeded with the confidence.</summary>
    public static double StudentT(double degreesOfFreedom, double confidence) =>
        MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, degreesOfFreedom, Checked(confidence));

    /// <summary>
    /// f(t)/(1 − confidence)·(ν + t²)/(ν − 1), t the quantile (McNeil, Frey, Embrechts, 2005, ex. 2.19); infinite for ν ≤ 1.
    /// </summary>
    public static double StudentTShortfall(double degreesOfFreedom, double confidence)
    {
        if (degreesOfFreedom <= 1)
            return double.PositiveInfinity;
        var t = StudentT(degreesOfFreedom, confidence);
        return MathNet.Numerics.Distributions.StudentT.PDF(0, 1, degreesOfFreedom, t)
            / (1 - confidence)
            * (degreesOfFreedom + (t * t))
            / (degreesOfFreedom - 1);
    }

    /// <summary>The value at a share of the way through sorted values, between neighbours linearly; NaN of none.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.Length == 0)
            return double.NaN;
        var at = share * (sorted.Length - 1);
        var low = (int)Math.Floor(at);
        return low + 1 >= sorted.Length ? sorted[^1] : sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low]));
    }

    private static double ModifiedQuantile(double s, double k, double confidence)
    {
        var h = Normal.InvCDF(0, 1, 1 - Checked(confidence));
        var (h2, h3) = (h * h, h * h * h);
        return h + ((h2 - 1) * s / 6) + ((h3 - (3 * h)) * k / 24) - (((2 * h3) - (5 * h)) * s * s / 36);
    }

    private static double Checked(double confidence) =>
        confidence is > 0 and < 1
            ? confidence
            : throw new ArgumentOutOfRangeException(
                nameof(confidence),
                confidence,
                FormattableString.Invariant($"a confidence level must be between 0 and 1, such as 0.95; was {confidence}")
            );
}
