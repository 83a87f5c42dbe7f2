using MathNet.Numerics.LinearAlgebra;

namespace Simulator.Portfolios.Pairs;

/// <summary>Outcome of a test for a unit root, or for no cointegration.</summary>
/// <param name="Statistic">t-statistic of the level; the more negative, the less it looks like a random walk.</param>
/// <param name="PValue">Probability of one as small under the null, asymptotic.</param>
/// <param name="Lags">Lagged differences in the regression.</param>
/// <param name="Observations">Rows of the regression.</param>
/// <param name="Critical">Critical values at 1, 5 and 10 %; NaN where there are none.</param>
public sealed record UnitRootResult(double Statistic, double PValue, int Lags, int Observations, (double OnePercent, double FivePercent, double TenPercent) Critical);

/// <summary>
/// Augmented Dickey–Fuller test: Δyₜ = d + ρyₜ₋₁ + Σ γⱼΔyₜ₋ⱼ + e, null ρ = 0 (Said, Dickey, 1984). The number of lags is given, or the one with
/// the least AIC up to ⌈12·(n/100)^¼⌉ (Schwert, 1989), compared over the same rows.
/// </summary>
public static class UnitRootTest
{
    /// <summary>Runs the test.</summary>
    /// <param name="y">The series, oldest first.</param>
    /// <param name="deterministic">What the regression contains beside the level.</param>
    /// <param name="lags">Lagged differences; −1 to choose them by AIC.</param>
    /// <exception cref="ArgumentException">Too few values, or values that do not vary.</exception>
    public static UnitRootResult Run(ReadOnlySpan<double> y, Deterministic deterministic = Deterministic.Constant, int lags = -1)
    {
        var terms = deterministic switch { Deterministic.None => 0, Deterministic.Constant => 1, _ => 2 };
        var most = lags >= 0 ? lags : Math.Min((int)Math.Ceiling(12 * Math.Pow(y.Length / 100.0, 0.25)), (y.Length / 2) - terms - 1);
        if (most < 0 || y.Length < (2 * most) + terms + 3)
            throw new ArgumentException(FormattableString.Invariant($"a unit-root test with {Math.Max(0, most)} lags needs at least {(2 * Math.Max(0, most)) + terms + 3} values, there are {y.Length}"));
        var chosen = lags >= 0 ? lags : LeastAic(y, deterministic, most);
        var (statistic, _, rows) = Regress(y, deterministic, chosen, chosen);
        var critical = MacKinnon.CriticalValues(deterministic, 1, rows);
        return new UnitRootResult(statistic, MacKinnon.PValue(statistic, deterministic), chosen, rows, critical);
    }

    private static int LeastAic(ReadOnlySpan<double> y, Deterministic deterministic, int most)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var lags = 0; lags <= most; lags++)
        {
            var (_, aic, _) = Regress(y, deterministic, lags, most);
            if (aic < least)
                (best, least) = (lags, aic);
        }
        return best;
    }

    // The first row is the same for every number of lags up to `skip`, so that their likelihoods compare.
    private static (double Statistic, double Aic, int Rows) Regress(ReadOnlySpan<double> y, Deterministic deterministic, int lags, int skip)
    {
        var rows = y.Length - 1 - skip;
        var columns = 1 + lags + deterministic switch { Deterministic.None => 0, Deterministic.Constant => 1, _ => 2 };
        var (x, target) = (Matrix<double>.Build.Dense(rows, columns), Vector<double>.Build.Dense(rows));
        for (var r = 0; r < rows; r++)
        {
            var t = r + skip + 1;
            target[r] = y[t] - y[t - 1];
            x[r, 0] = y[t - 1];
            for (var j = 1; j <= lags; j++)
                x[r, j] = y[t - j] - y[t - j - 1];
            if (deterministic != Deterministic.None)
                x[r, lags + 1] = 1;
            if (deterministic == Deterministic.ConstantAndTrend)
                x[r, lags + 2] = r + 1;
        }
        var qr = x.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        var beta = qr.Solve(target);
        var errors = (target - (x * beta)).DotProduct(target - (x * beta));
        // Var(β₀) is the squared length of R′⁻¹e₀, times the variance of the errors.
        var unit = Vector<double>.Build.Dense(columns);
        unit[0] = 1;
        var root = qr.R.Transpose().Solve(unit).L2Norm();
        var aic = (rows * (Math.Log(2 * Math.PI) + Math.Log(errors / rows) + 1)) + (2 * columns);
        return (beta[0] / (root * Math.Sqrt(errors / (rows - columns))), aic, rows);
    }
}
