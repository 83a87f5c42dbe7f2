using MathNet.Numerics.Distributions;

namespace Simulator.Distributions;

/// <summary>
/// Continuous ranked probability score: how far a forecast distribution lies from what happened, in the outcome's unit; smaller is
/// better, and for a single number it is the absolute error. Gneiting, Raftery: “Strictly proper scoring rules”, 2007.
/// </summary>
public static class Crps
{
    /// <summary>
    /// Fair score of a sample: mean|xᵢ−y| − 1/(2m(m−1))·ΣΣ|xᵢ−xⱼ|, whose expectation does not depend on m (Ferro, 2014).
    /// Sorts a copy; O(m log m).
    /// </summary>
    /// <exception cref="ArgumentException">Fewer than two members.</exception>
    public static double OfSample(ReadOnlySpan<double> sample, double outcome) => OfSample(sample, outcome, new double[sample.Length]);

    /// <summary>The same without allocation; <paramref name="scratch"/> holds at least as many values and is overwritten.</summary>
    public static double OfSample(ReadOnlySpan<double> sample, double outcome, Span<double> scratch)
    {
        var m = sample.Length;
        if (m < 2)
            throw new ArgumentException(
                FormattableString.Invariant($"the fair CRPS needs at least two sample members, got {m}"),
                nameof(sample)
            );
        var sorted = scratch[..m];
        sample.CopyTo(sorted);
        sorted.Sort();
        var (error, spread) = (0.0, 0.0);
        for (var i = 0; i < m; i++)
        {
            error += Math.Abs(sorted[i] - outcome);
            spread += ((2 * i) + 1 - m) * sorted[i]; // Σᵢ<ⱼ (x₍ⱼ₎ − x₍ᵢ₎), half of the double sum
        }
        return (error / m) - (spread / ((double)m * (m - 1)));
    }

    /// <summary>
    /// Score of N(<paramref name="mean"/>, <paramref name="deviation"/>²): σ·(z(2Φ(z)−1) + 2φ(z) − 1/√π), z = (y−μ)/σ; |y−μ| for σ = 0.
    /// </summary>
    public static double OfGaussian(double mean, double deviation, double outcome)
    {
        if (deviation == 0)
            return Math.Abs(outcome - mean);
        var z = (outcome - mean) / deviation;
        return deviation * ((z * ((2 * Normal.CDF(0, 1, z)) - 1)) + (2 * Normal.PDF(0, 1, z)) - (1 / Math.Sqrt(Math.PI)));
    }
}
