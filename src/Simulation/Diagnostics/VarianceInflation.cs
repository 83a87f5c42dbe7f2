using MathNet.Numerics.LinearAlgebra;

namespace Simulator.Diagnostics;

/// <summary>
/// How much of each column the others repeat: 1/(1 − R²) of its regression on them, the diagonal of the inverse of their correlations.
/// Belsley, Kuh, Welsch: Regression Diagnostics, 1980, section 3.1.
/// </summary>
public static class VarianceInflation
{
    /// <summary>
    /// [column] 1 where the others say nothing of it, +∞ where they say it all, NaN where it does not vary.
    /// </summary>
    /// <param name="columns">[column][row] finite values, all of one length.</param>
    public static double[] Of(IReadOnlyList<double[]> columns)
    {
        var factors = new double[columns.Count];
        Array.Fill(factors, double.NaN);
        int[] varying = [.. Enumerable.Range(0, columns.Count).Where(c => Regression.Scaled(columns[c]) is not null)];
        if (varying.Length == 0)
            return factors;
        double[][] scaled = [.. varying.Select(c => Regression.Scaled(columns[c])!)];
        var design = Matrix<double>.Build.DenseOfColumnArrays(scaled);
        var parts = (design.TransposeThisAndMultiply(design) / scaled[0].Length).Evd(Symmetricity.Symmetric);
        var values = parts.EigenValues.Real();
        for (var i = 0; i < varying.Length; i++)
            factors[varying[i]] = Factor(parts.EigenVectors.Row(i), values);
        return factors;
    }

    private static double Factor(Vector<double> weights, Vector<double> values)
    {
        var (sum, none) = (0.0, Regression.SmallestEigenvalue * values.Count);
        for (var k = 0; k < values.Count; k++)
        {
            var square = weights[k] * weights[k];
            if (values[k] > none)
                sum += square / values[k];
            else if (square > 1e-8)
                return double.PositiveInfinity;
        }
        return sum;
    }
}
