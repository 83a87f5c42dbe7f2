using MathNet.Numerics.Distributions;
using Simulator.Numerics;
using Simulator.Scoring;

namespace Simulator.Learning.Importance;

/// <summary>Compares what columns are worth with what planted columns of noise are, stretch by stretch.</summary>
/// <param name="rises">[stretch][column] what the error rises by when the column is put in random order.</param>
/// <param name="noise">The planted columns.</param>
internal sealed class NoiseComparison(IReadOnlyList<double[]> rises, int[] noise)
{
    private const double Significant = 0.05;

    private readonly double _highest = noise.Max(c => rises.Average(stretch => stretch[c]));

    /// <summary>Mean rise of a column.</summary>
    public double Rise(int column) => rises.Average(stretch => stretch[column]);

    /// <summary>Its standard error over the stretches.</summary>
    public double Error(int column) => StandardError([.. rises.Select(stretch => stretch[column])]);

    /// <summary>
    /// [one of the columns] probability of a rise at least so far above that of the noise, adjusted for the number of columns
    /// (Benjamini–Hochberg).
    /// </summary>
    /// <param name="columns">Columns that are not noise.</param>
    public double[] PValues(int[] columns) => FalseDiscovery.Adjusted([.. columns.Select(PValue)]);

    /// <summary>Whether such a probability is below 0.05 and the rise above that of every planted column.</summary>
    public bool IsBeyond(int column, double p) => p < Significant && Rise(column) > _highest;

    /// <summary>Standard error of a mean.</summary>
    public static double StandardError(double[] values) => Moments.StandardDeviation(values) / Math.Sqrt(values.Length);

    // One-sided, by the differences from the mean noise of each stretch.
    private double PValue(int column)
    {
        double[] beyond = [.. rises.Select(stretch => stretch[column] - noise.Average(c => stretch[c]))];
        var error = StandardError(beyond);
        return error > 0 ? StudentT.CDF(0, 1, beyond.Length - 1, -beyond.Average() / error) : 1;
    }
}
