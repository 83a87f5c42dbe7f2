using Simulator.Statistics;

namespace Simulator.Reporting;

/// <summary>How often values fall into bins of one width.</summary>
/// <param name="Low">Lower end of the first bin.</param>
/// <param name="Width">Width of a bin.</param>
/// <param name="Counts">Values in each bin.</param>
public sealed record Histogram(double Low, double Width, int[] Counts)
{
    private const int FewestBins = 8;
    private const int MostBins = 48;

    /// <summary>
    /// Bins of the width that Freedman and Diaconis (1981) chose, 2·interquartile range ÷ ∛n, of which one begins at zero, so that losses
    /// and gains never share a bin; 8 to 48 of them, about. Null of fewer than two finite values, or where all are equal.
    /// </summary>
    public static Histogram? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length < 2 || sorted[0] == sorted[^1])
            return null;
        var range = sorted[^1] - sorted[0];
        var chosen = 2 * (ValueAtRisk.Quantile(sorted, 0.75) - ValueAtRisk.Quantile(sorted, 0.25)) / Math.Cbrt(sorted.Length);
        var width = Math.Clamp(chosen, range / MostBins, range / FewestBins);
        var first = (long)Math.Floor(sorted[0] / width);
        var counts = new int[(long)Math.Floor(sorted[^1] / width) - first + 1];
        foreach (var value in sorted)
            counts[(long)Math.Floor(value / width) - first]++;
        return new Histogram(first * width, width, counts);
    }
}
