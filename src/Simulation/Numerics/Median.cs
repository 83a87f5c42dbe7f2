namespace Simulator.Numerics;

/// <summary>The middle of values: of an even number the mean of the two in the middle.</summary>
public static class Median
{
    /// <summary>The median; NaN of nothing.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
