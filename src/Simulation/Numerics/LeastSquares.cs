using MathNet.Numerics.LinearAlgebra;

namespace Simulator.Numerics;

/// <summary>Linear regression by its normal equations: a few columns, many rows.</summary>
public static class LeastSquares
{
    private const double Ridge = 1e-12; // of the largest diagonal: columns that repeat each other share a coefficient

    /// <summary>Coefficients, one per column, that make the sum of squared errors smallest.</summary>
    /// <param name="columns">Columns of one length; a constant is a column of ones.</param>
    /// <param name="outcome">As long as a column.</param>
    public static double[] Fit(IReadOnlyList<double[]> columns, ReadOnlySpan<double> outcome)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var k = columns.Count;
        var (products, right) = (Matrix<double>.Build.Dense(k, k), Vector<double>.Build.Dense(k));
        for (var i = 0; i < k; i++)
        {
            right[i] = Product(columns[i], outcome);
            for (var j = i; j < k; j++)
                products[i, j] = products[j, i] = Product(columns[i], columns[j]);
        }
        var largest = products.Diagonal().AbsoluteMaximum();
        for (var i = 0; i < k; i++)
            products[i, i] += Ridge * Math.Max(largest, double.Epsilon);
        return largest > 0 ? [.. products.Cholesky().Solve(right)] : new double[k];
    }

    private static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
