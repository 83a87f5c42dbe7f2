namespace Simulator.Scoring;

/// <summary>
/// Many tests at once. Benjamini, Hochberg: “Controlling the false discovery rate”, J. of the Royal Statistical Society B 57, 1995: of
/// those whose adjusted p is at most q, a share of at most q is expected to be wrong.
/// </summary>
public static class FalseDiscovery
{
    /// <summary>[test] the least of p·m/rank over its own rank and the larger ones; NaN where p is NaN, which counts as no test.</summary>
    public static double[] Adjusted(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        Array.Fill(adjusted, double.NaN);
        int[] order = [.. Enumerable.Range(0, pValues.Count).Where(i => !double.IsNaN(pValues[i])).OrderByDescending(i => pValues[i])];
        var least = 1.0;
        for (var k = 0; k < order.Length; k++)
            adjusted[order[k]] = least = Math.Min(least, pValues[order[k]] * order.Length / (order.Length - k));
        return adjusted;
    }
}
