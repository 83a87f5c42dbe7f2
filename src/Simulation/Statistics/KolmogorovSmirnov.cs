namespace Simulator.Statistics;

/// <summary>
/// Whether two samples come from one distribution, or one sample is uniform: the largest distance of the distribution functions.
/// Kolmogorov (1933), Smirnov (1948); p by the limit distribution.
/// </summary>
public static class KolmogorovSmirnov
{
    /// <summary>Two samples.</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">Finite values.</param>
    /// <param name="firstCount">Independent values that the first is worth; its number of values if they are independent.</param>
    /// <param name="secondCount">The same of the second.</param>
    public static TestReading Of(double[] first, double[] second, double firstCount, double secondCount)
    {
        if (first.Length == 0 || second.Length == 0)
            return TestReading.None;
        double[] a = [.. first.Order()];
        double[] b = [.. second.Order()];
        var (i, j, distance) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            var value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] == value)
                i++;
            while (j < b.Length && b[j] == value)
                j++;
            distance = Math.Max(distance, Math.Abs((i / (double)a.Length) - (j / (double)b.Length)));
        }
        return new(distance, Probability(distance * Math.Sqrt(firstCount * secondCount / (firstCount + secondCount))));
    }

    /// <summary>One sample of independent values against the uniform law on [0, 1].</summary>
    public static TestReading OfUniform(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var (n, distance) = ((double)sorted.Length, 0.0);
        for (var i = 0; i < sorted.Length; i++)
            distance = Math.Max(distance, Math.Max(((i + 1) / n) - sorted[i], sorted[i] - (i / n)));
        return sorted.Length == 0 ? TestReading.None : new(distance, Probability(distance * Math.Sqrt(n)));
    }

    /// <summary>Probability of a scaled distance above λ: 2·Σ (−1)^(k−1)·exp(−2k²λ²), and its other series where λ is small.</summary>
    public static double Probability(double lambda)
    {
        if (double.IsNaN(lambda) || lambda <= 0)
            return double.IsNaN(lambda) ? double.NaN : 1;
        var sum = 0.0;
        if (lambda < 1)
        {
            for (var k = 1; k <= 20; k++)
                sum += Math.Exp(-Math.Pow(((2 * k) - 1) * Math.PI / lambda, 2) / 8);
            return 1 - (Math.Sqrt(2 * Math.PI) / lambda * sum);
        }
        for (var k = 1; k <= 20; k++)
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * lambda * lambda);
        return sum;
    }
}
