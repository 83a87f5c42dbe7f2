using Simulator.Numerics;

namespace Simulator.Learning.Forecasters.LinearRegression;

/// <summary>
/// A mean that is linear in some columns, m = b₀ + Σ bₖxₖ, by ridge regression with weights 1/σ² (Aitken 1935; Hoerl and Kennard 1970).
/// With v² = 1/mean(1/σ²), the variance at which a row weighs 1, it makes ½·mean((r − m)²/σ²) + ½·penalty·Σ(bₖ/v)² smallest, so that a
/// penalty means the same in calm and in wild markets.
/// </summary>
/// <param name="Intercept">b₀, log-return.</param>
/// <param name="Coefficients">b, log-return per unit of a column.</param>
internal sealed record LinearFit(double Intercept, double[] Coefficients)
{
    /// <summary>Fits rows [0, <paramref name="end"/>).</summary>
    /// <param name="x">[column][row] standardised.</param>
    /// <param name="returns">[row] log-return that follows.</param>
    /// <param name="volatility">[row] its volatility as known before it.</param>
    /// <param name="end">Rows to fit on.</param>
    /// <param name="penalties">At least 0 each.</param>
    /// <returns>[penalty].</returns>
    public static LinearFit[] Of(float[][] x, double[] returns, double[] volatility, int end, params IReadOnlyList<double> penalties)
    {
        var precision = 0.0;
        for (var i = 0; i < end; i++)
            precision += 1 / (volatility[i] * volatility[i]);
        var unit = Math.Sqrt(end / precision);
        var (columns, outcome) = (new double[x.Length + 1][], new double[end]);
        for (var c = 0; c < columns.Length; c++)
            columns[c] = new double[end];
        for (var i = 0; i < end; i++)
        {
            var weight = unit / volatility[i];
            (columns[0][i], outcome[i]) = (weight, returns[i] / volatility[i]);
            for (var c = 0; c < x.Length; c++)
                columns[c + 1][i] = weight * x[c][i];
        }
        var equations = LeastSquares.Of(columns, outcome);
        return
        [
            .. penalties.Select(penalty =>
            {
                var found = Array.ConvertAll(equations.Solve(penalty * end), b => b * unit);
                return new LinearFit(found[0], found[1..]);
            }),
        ];
    }

    /// <summary>The mean of the log-return after a row.</summary>
    public double Mean(float[][] x, int row)
    {
        var mean = Intercept;
        for (var c = 0; c < Coefficients.Length; c++)
            mean += Coefficients[c] * x[c][row];
        return mean;
    }

    /// <summary>Errors of rows [<paramref name="start"/>, <paramref name="end"/>) in units of their volatility.</summary>
    public double[] Errors(float[][] x, double[] returns, double[] volatility, int start, int end) =>
        [.. Enumerable.Range(start, end - start).Select(i => (returns[i] - Mean(x, i)) / volatility[i])];
}
