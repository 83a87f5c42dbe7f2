using Simulator.Numerics;

namespace Simulator.Diagnostics;

/// <summary>Tells a column that a scaler fitted on the whole series has left: its mean and deviation, or its ends, are too round.</summary>
internal static class WholeSeriesScale
{
    private const double Tolerance = 1e-6;

    /// <summary>Values that a mean is worth.</summary>
    public const int FewestValues = 50;

    /// <summary>How it was scaled; null where nothing says so.</summary>
    /// <param name="column">[bar] the whole column.</param>
    /// <param name="trainingEnd">First bar after the training part.</param>
    public static string? Of(double[] column, int trainingEnd)
    {
        var known = Array.FindAll(column, double.IsFinite);
        if (known.Length < FewestValues)
            return null;
        if (IsStandard(known))
            return "mean 0, deviation 1";
        var (low, high) = (known.Min(), known.Max());
        var areEnds = Math.Abs(high - 1) < Tolerance && (Math.Abs(low) < Tolerance || Math.Abs(low + 1) < Tolerance);
        var isLate = column.AsSpan(Math.Min(trainingEnd, column.Length)).ContainsAny(low, high);
        return areEnds && isLate && known.Count(v => v == low) == 1 && known.Count(v => v == high) == 1 ? "its ends" : null;
    }

    private static bool IsStandard(double[] values)
    {
        var deviation = Moments.StandardDeviation(values);
        var population = deviation * Math.Sqrt((values.Length - 1.0) / values.Length);
        return Math.Abs(Moments.Mean(values)) < Tolerance && (Math.Abs(deviation - 1) < Tolerance || Math.Abs(population - 1) < Tolerance);
    }
}
