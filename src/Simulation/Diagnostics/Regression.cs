using Simulator.Numerics;

namespace Simulator.Diagnostics;

/// <summary>A linear regression on a constant and some columns.</summary>
/// <param name="Errors">[row] what the columns do not explain.</param>
/// <param name="Explained">R², share of the variance that they explain; NaN where nothing varies.</param>
internal sealed record Regression(double[] Errors, double Explained)
{
    /// <summary>Regresses y on a constant and the columns; null where there are too few rows or the columns depend on each other.</summary>
    /// <param name="y">[row] finite values.</param>
    /// <param name="columns">[column][row] finite values.</param>
    public static Regression? Of(double[] y, IReadOnlyList<double[]> columns)
    {
        if (y.Length <= columns.Count + 1)
            return null;
        var scaled = columns.Select(Scaled).ToArray();
        if (scaled.Any(c => c is null))
            return null;
        double[][] design =
        [
            [.. y.Select(_ => 1.0)],
            .. scaled.Select(c => c!),
        ];
        var equations = LeastSquares.Of(design, y);
        if (equations.SmallestEigenvalueShare < SmallestEigenvalue)
            return null;
        var errors = (double[])y.Clone();
        foreach (var (coefficient, column) in equations.Solve().Zip(design))
        {
            for (var row = 0; row < errors.Length; row++)
                errors[row] -= coefficient * column[row];
        }
        var deviations = Autocorrelations.Deviations(y);
        var total = Autocorrelations.CrossSum(deviations, 0);
        return new Regression(errors, total > 0 ? 1 - (Autocorrelations.CrossSum(errors, 0) / total) : double.NaN);
    }

    /// <summary>Below this share of the largest, a direction of the columns carries only rounding.</summary>
    public const double SmallestEigenvalue = 1e-11;

    /// <summary>A column with mean 0 and variance 1; null where it does not vary.</summary>
    public static double[]? Scaled(double[] column)
    {
        var deviations = Autocorrelations.Deviations(column);
        var scale = Math.Sqrt(Autocorrelations.CrossSum(deviations, 0) / column.Length);
        if (!(scale > 1e-13 * Math.Abs(column.Max(Math.Abs))))
            return null;
        return Array.ConvertAll(deviations, d => d / scale);
    }
}
