using Simulator.Statistics;

namespace Simulator.Diagnostics;

/// <summary>Whether the size of errors can be told in advance: rows · R² of the squared errors, χ² with a degree per column.</summary>
public static class VarianceTests
{
    /// <summary>
    /// From the squared errors before. Engle: “Autoregressive conditional heteroscedasticity with estimates of the variance of United
    /// Kingdom inflation”, Econometrica 50, 1982.
    /// </summary>
    /// <param name="errors">Finite errors around zero, oldest first.</param>
    /// <param name="lags">At least 1.</param>
    public static TestReading Arch(double[] errors, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        if (errors.Length <= 2 * lags)
            return TestReading.None;
        var squares = Array.ConvertAll(errors, e => e * e);
        var past = Enumerable.Range(1, lags).Select(lag => squares[(lags - lag)..^lag]).ToArray();
        return OfSquares(squares[lags..], past);
    }

    /// <summary>
    /// From the columns that a regression was on. Breusch, Pagan (1979) in the form of Koenker: “A note on studentizing a test for
    /// heteroscedasticity”, J. of Econometrics 17, 1981, which needs no normal errors.
    /// </summary>
    /// <param name="outcomes">[row] finite values.</param>
    /// <param name="columns">[column][row] finite values.</param>
    public static TestReading BreuschPagan(double[] outcomes, IReadOnlyList<double[]> columns) =>
        Regression.Of(outcomes, columns) is { } fit ? OfSquares(Array.ConvertAll(fit.Errors, e => e * e), columns) : TestReading.None;

    private static TestReading OfSquares(double[] squares, IReadOnlyList<double[]> columns) =>
        Regression.Of(squares, columns) is { } fit
            ? TestReading.OfChiSquared(squares.Length * fit.Explained, columns.Count)
            : TestReading.None;
}
