using Simulator.Numerics;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Realism;

/// <summary>
/// Maximum mean discrepancy of two samples of vectors (Gretton et al. 2012, equation 3, the unbiased square) with the kernel
/// exp(−|x − y|²/(2ℓ²)), ℓ the median distance within both samples together. p by permutation: which sample a vector belongs to is drawn at
/// random, p = (1 + draws at least as large)/(1 + draws).
/// </summary>
public static class MeanDiscrepancy
{
    /// <summary>Permutations.</summary>
    public const int Permutations = 200;

    /// <summary>The squared discrepancy, which may be below 0, and p.</summary>
    /// <param name="first">At least two vectors.</param>
    /// <param name="second">At least two vectors of the same length.</param>
    /// <param name="random">Draws the permutations.</param>
    public static TestReading Of(double[][] first, double[][] second, SplitMix64 random)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(random);
        if (first.Length < 2 || second.Length < 2)
            return TestReading.None;
        double[][] all = [.. first, .. second];
        var kernel = Kernel(all);
        int[] order = [.. Enumerable.Range(0, all.Length)];
        var observed = Squared(kernel, order, first.Length);
        var asLarge = 0;
        for (var draw = 0; draw < Permutations; draw++)
        {
            random.Shuffle<int>(order);
            asLarge += Squared(kernel, order, first.Length) >= observed ? 1 : 0;
        }
        return new(observed, (1.0 + asLarge) / (1 + Permutations));
    }

    private static double[][] Kernel(double[][] all)
    {
        var (kernel, distances) = (new double[all.Length][], new List<double>(all.Length * (all.Length - 1) / 2));
        for (var i = 0; i < all.Length; i++)
        {
            kernel[i] = new double[all.Length];
            for (var j = 0; j < i; j++)
            {
                kernel[i][j] = kernel[j][i] = PathWindows.SquaredDistance(all[i], all[j]);
                distances.Add(Math.Sqrt(kernel[i][j]));
            }
        }
        var median = Median.Of(distances);
        var width = 2 * (median > 0 ? median * median : 1);
        foreach (var row in kernel)
        {
            for (var j = 0; j < row.Length; j++)
                row[j] = Math.Exp(-row[j] / width);
        }
        return kernel;
    }

    private static double Squared(double[][] kernel, int[] order, int m)
    {
        var (n, within, beyond, between) = (order.Length - m, 0.0, 0.0, 0.0);
        for (var i = 0; i < order.Length; i++)
        {
            var row = kernel[order[i]];
            for (var j = 0; j < i; j++)
            {
                if (i < m)
                    within += row[order[j]];
                else if (j >= m)
                    beyond += row[order[j]];
                else
                    between += row[order[j]];
            }
        }
        return (2 * within / (m * (m - 1.0))) + (2 * beyond / (n * (n - 1.0))) - (2 * between / (m * (double)n));
    }
}
