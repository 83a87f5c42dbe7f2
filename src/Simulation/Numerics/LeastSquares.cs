using MathNet.Numerics.LinearAlgebra;

namespace Simulator.Numerics;

/// <summary>Linear regression by its normal equations: a few columns, many rows.</summary>
public sealed class LeastSquares
{
    private const double Ridge = 1e-12; // of the largest diagonal: columns that repeat each other share a coefficient

    private readonly Matrix<double> _products;
    private readonly Vector<double> _right;

    private LeastSquares(Matrix<double> products, Vector<double> right) => (_products, _right) = (products, right);

    /// <summary>Coefficients, one per column, that make the sum of squared errors smallest.</summary>
    /// <param name="columns">Columns of one length; a constant is a column of ones.</param>
    /// <param name="outcome">As long as a column.</param>
    public static double[] Fit(IReadOnlyList<double[]> columns, ReadOnlySpan<double> outcome) => Of(columns, outcome).Solve();

    /// <summary>The normal equations, to be solved with one penalty or several.</summary>
    /// <inheritdoc cref="Fit"/>
    public static LeastSquares Of(IReadOnlyList<double[]> columns, ReadOnlySpan<double> outcome)
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
        return new(products, right);
    }

    /// <summary>Smallest eigenvalue of the columns' products as a share of the largest: near 0 where columns depend on others.</summary>
    public double SmallestEigenvalueShare
    {
        get
        {
            var values = _products.Evd(Symmetricity.Symmetric).EigenValues.Real();
            return values.Minimum() / values.Maximum();
        }
    }

    /// <summary>
    /// Coefficients, one per column, that make the sum of squared errors plus the penalty times the squared coefficients smallest (ridge
    /// regression: Hoerl and Kennard 1970, equation 2.1). The first column, as a rule the constant, bears no penalty.
    /// </summary>
    /// <param name="penalty">At least 0; 0 for plain least squares.</param>
    public double[] Solve(double penalty = 0)
    {
        var (k, largest, products) = (_products.RowCount, _products.Diagonal().AbsoluteMaximum(), _products.Clone());
        for (var i = 0; i < k; i++)
            products[i, i] += (Ridge * Math.Max(largest, double.Epsilon)) + (i == 0 ? 0 : penalty);
        return largest > 0 ? [.. products.Cholesky().Solve(_right)] : new double[k];
    }

    private static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
