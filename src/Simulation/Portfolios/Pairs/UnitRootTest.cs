using System.Globalization;

namespace Simulator.Portfolios.Pairs;

/// <summary>Outcome of a test for a unit root, or for no cointegration.</summary>
/// <param name="Statistic">t-statistic of the level; the more negative, the stronger the evidence against a random walk.</param>
/// <param name="PValue">Asymptotic p-value under the null.</param>
/// <param name="Lags">Lagged differences in the regression.</param>
/// <param name="Observations">Rows of the regression.</param>
/// <param name="Critical">Critical values at 1, 5 and 10 %; NaN if there are none.</param>
public sealed record UnitRootResult(
    double Statistic,
    double PValue,
    int Lags,
    int Observations,
    (double OnePercent, double FivePercent, double TenPercent) Critical
);

/// <summary>
/// Augmented Dickey–Fuller test: Δyₜ = d + ρyₜ₋₁ + Σ γⱼΔyₜ₋ⱼ + e, null ρ = 0 (Said, Dickey, 1984). The number of lags is given, or the
/// one with the least AIC up to ⌈12·(n/100)^¼⌉ (Schwert, 1989), compared over the same rows.
/// </summary>
public static class UnitRootTest
{
    /// <summary>Runs the test.</summary>
    /// <param name="y">The series, oldest first.</param>
    /// <param name="deterministic">Deterministic terms of the regression.</param>
    /// <param name="lags">Lagged differences; −1 to choose them by AIC.</param>
    /// <exception cref="ArgumentException">Too few values, or values that do not vary.</exception>
    public static UnitRootResult Run(ReadOnlySpan<double> y, Deterministic deterministic = Deterministic.Constant, int lags = -1)
    {
        var terms = deterministic switch
        {
            Deterministic.None => 0,
            Deterministic.Constant => 1,
            _ => 2,
        };
        var most = lags >= 0 ? lags : Math.Min((int)Math.Ceiling(12 * Math.Pow(y.Length / 100.0, 0.25)), (y.Length / 2) - terms - 1);
        if (most < 0 || y.Length < (2 * most) + terms + 3)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a unit-root test with {Math.Max(0, most)} lags needs at least "
                        + $"{(2 * Math.Max(0, most)) + terms + 3} values, was given {y.Length}"
                )
            );
        var chosen = lags >= 0 ? lags : LeastAic(y, deterministic, most);
        var design = new Design(y, deterministic, chosen, levelLast: true);
        var statistic = design.LastStatistic;
        return new UnitRootResult(
            statistic,
            MacKinnon.PValue(statistic, deterministic),
            chosen,
            design.Rows,
            MacKinnon.CriticalValues(deterministic, 1, design.Rows)
        );
    }

    // Models are nested, so that one factorisation of the largest gives the errors of all: what is left after k columns is y′y − Σ z².
    private static int LeastAic(ReadOnlySpan<double> y, Deterministic deterministic, int most)
    {
        var design = new Design(y, deterministic, most, levelLast: false);
        var (best, least) = (0, double.PositiveInfinity);
        for (var lags = 0; lags <= most; lags++)
        {
            var columns = design.Columns - most + lags;
            var aic = (design.Rows * (Math.Log(2 * Math.PI) + Math.Log(design.Errors(columns) / design.Rows) + 1)) + (2 * columns);
            if (aic < least)
                (best, least) = (lags, aic);
        }
        return best;
    }

    /// <summary>The regression with so many lags, factored: LL′ = X′X and z = L⁻¹X′Δy.</summary>
    private sealed class Design
    {
        private readonly double[] _z;
        private readonly double _squares;

        public Design(ReadOnlySpan<double> y, Deterministic deterministic, int lags, bool levelLast)
        {
            var terms = deterministic switch
            {
                Deterministic.None => 0,
                Deterministic.Constant => 1,
                _ => 2,
            };
            (Rows, Columns) = (y.Length - 1 - lags, 1 + lags + terms);
            var (gram, row) = (new double[Columns * Columns], new double[Columns]);
            _z = new double[Columns];
            for (var t = lags + 1; t < y.Length; t++)
            {
                if (terms > 0)
                    row[0] = 1;
                if (terms > 1)
                    row[1] = ((t - lags) / (double)Rows) - 0.5;
                row[levelLast ? Columns - 1 : terms] = y[t - 1];
                for (var j = 1; j <= lags; j++)
                    row[terms + j - (levelLast ? 1 : 0)] = y[t - j] - y[t - j - 1];
                var change = y[t] - y[t - 1];
                _squares += change * change;
                for (var i = 0; i < Columns; i++)
                {
                    _z[i] += row[i] * change;
                    for (var j = 0; j <= i; j++)
                        gram[(i * Columns) + j] += row[i] * row[j];
                }
            }
            if (!Construction.Cholesky.TryFactor(gram, Columns))
                throw new ArgumentException("a unit-root test needs a series that varies: its lags are linearly dependent");
            for (var i = 0; i < Columns; i++)
            {
                for (var k = 0; k < i; k++)
                    _z[i] -= gram[(i * Columns) + k] * _z[k];
                _z[i] /= gram[(i * Columns) + i];
            }
        }

        public int Rows { get; }

        public int Columns { get; }

        /// <summary>t-statistic of the last column: its coefficient is z/L, its deviation s/L.</summary>
        public double LastStatistic => _z[^1] / Math.Sqrt(Errors(Columns) / (Rows - Columns));

        /// <summary>Sum of squared errors with the first so many columns.</summary>
        public double Errors(int columns)
        {
            var errors = _squares;
            for (var k = 0; k < columns; k++)
                errors -= _z[k] * _z[k];
            return Math.Max(errors, double.Epsilon);
        }
    }
}
