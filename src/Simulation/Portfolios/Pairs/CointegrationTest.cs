namespace Simulator.Portfolios.Pairs;

/// <summary>Outcome of an Engle–Granger test.</summary>
/// <param name="Intercept">α of y = α + βx + e.</param>
/// <param name="Hedge">β: units of x (of log x for log prices: money) against one of y.</param>
/// <param name="ResidualDeviation">Standard deviation of e, n − 1.</param>
/// <param name="Test">The unit-root test of e, with p-value and critical values for two series.</param>
public sealed record CointegrationResult(double Intercept, double Hedge, double ResidualDeviation, UnitRootResult Test);

/// <summary>
/// Engle and Granger, “Co-integration and error correction”, Econometrica 55 (1987): regress y on a constant and x, then test the residuals
/// for a unit root, without a constant. Null: not cointegrated.
/// </summary>
public static class CointegrationTest
{
    /// <summary>Runs the test.</summary>
    /// <param name="y">The one series.</param>
    /// <param name="x">The other, as long.</param>
    /// <param name="lags">Lagged differences of the residuals; −1 to choose them by AIC.</param>
    /// <exception cref="ArgumentException">Series of different lengths, too short, an x that does not vary, or a y that is an exact line of
    /// x.</exception>
    public static CointegrationResult Run(ReadOnlySpan<double> y, ReadOnlySpan<double> x, int lags = -1) =>
        TryRun(y, x, lags)
        ?? throw new ArgumentException("one series is constant, or an exact linear function of the other; there is nothing to test");

    /// <summary>The same, or null if there is nothing to test; with a hedge that is given instead of fitted unless it is NaN.</summary>
    internal static CointegrationResult? TryRun(ReadOnlySpan<double> y, ReadOnlySpan<double> x, int lags = -1, double hedge = double.NaN)
    {
        if (y.Length != x.Length || y.Length < 3)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"the two series have {y.Length} and {x.Length} values; they must be aligned and have at least three"
                )
            );
        var (alpha, beta) = Line(y, x);
        if (!double.IsNaN(hedge))
            (alpha, beta) = (alpha + ((beta - hedge) * Mean(x)), hedge);
        var (residuals, squares, scale) = (new double[y.Length], 0.0, 0.0);
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = y[i] - alpha - (beta * x[i]);
            squares += residuals[i] * residuals[i];
            scale += (y[i] - y[0]) * (y[i] - y[0]);
        }
        if (!double.IsFinite(beta) || !(squares > 1e-20 * scale))
            return null;
        var test = UnitRootTest.Run(residuals, Deterministic.None, lags);
        return new CointegrationResult(
            alpha,
            beta,
            Math.Sqrt(squares / (residuals.Length - 1)),
            test with
            {
                PValue = MacKinnon.PValue(test.Statistic, Deterministic.Constant, 2),
                Critical = MacKinnon.CriticalValues(Deterministic.Constant, 2, y.Length - 1), // Stata's count
            }
        );
    }

    // Slope NaN where x does not vary.
    private static (double Intercept, double Slope) Line(ReadOnlySpan<double> y, ReadOnlySpan<double> x)
    {
        var (mx, my) = (Mean(x), Mean(y));
        var (sxx, sxy) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
            (sxx, sxy) = (sxx + ((x[i] - mx) * (x[i] - mx)), sxy + ((x[i] - mx) * (y[i] - my)));
        var slope = sxx > 0 ? sxy / sxx : double.NaN;
        return (my - (slope * mx), slope);
    }

    private static double Mean(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var v in x)
            sum += v;
        return sum / x.Length;
    }
}
