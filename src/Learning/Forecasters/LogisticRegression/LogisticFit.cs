using Simulator.Numerics;

namespace Simulator.Learning.Forecasters.LogisticRegression;

/// <summary>
/// A probability whose log-odds are linear in some columns, ln(p/(1 − p)) = b₀ + Σ bₖxₖ (Cox 1958), by likelihood with a ridge on the
/// coefficients (le Cessie and van Houwelingen 1992): mean(−y·ln p − (1 − y)·ln(1 − p)) + ½·penalty·Σbₖ² is smallest.
/// </summary>
/// <param name="Intercept">b₀.</param>
/// <param name="Coefficients">b, one per column.</param>
internal sealed record LogisticFit(double Intercept, double[] Coefficients)
{
    private const double MostOdds = 4; // |log-odds| beyond it, 98 %, no market gives

    /// <summary>Fits rows [0, <paramref name="end"/>).</summary>
    /// <param name="x">[column][row] standardised.</param>
    /// <param name="rises">[row] 1 where a rise follows, 0 where a fall does, ½ where the price does not change.</param>
    /// <param name="end">Rows to fit on.</param>
    /// <param name="penalty">At least 0.</param>
    /// <param name="start">Where the search begins; null for even odds.</param>
    public static LogisticFit Of(float[][] x, double[] rises, int end, double penalty, LogisticFit? start = null)
    {
        var minimum = QuasiNewton.Minimise(
            (point, gradient) =>
            {
                gradient.Clear();
                var (loss, squares) = (0.0, 0.0);
                for (var i = 0; i < end; i++)
                {
                    var odds = LogOdds(point[0], point[1..], x, i);
                    loss += Loss(odds, rises[i]);
                    var pull = (Probability(odds) - rises[i]) / end;
                    gradient[0] += pull;
                    for (var c = 0; c < x.Length; c++)
                        gradient[c + 1] += pull * x[c][i];
                }
                for (var c = 1; c < point.Length; c++)
                {
                    gradient[c] += penalty * point[c];
                    squares += point[c] * point[c];
                }
                return (loss / end) + (penalty / 2 * squares);
            },
            start is null ? new double[x.Length + 1] : [start.Intercept, .. start.Coefficients]
        );
        return new(minimum.Point[0], minimum.Point[1..]);
    }

    /// <summary>Probability of a rise after a row.</summary>
    public double ProbabilityOfRise(float[][] x, int row) =>
        Probability(Math.Clamp(LogOdds(Intercept, Coefficients, x, row), -MostOdds, MostOdds));

    /// <summary>Losses −ln p of rows [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public double[] Losses(float[][] x, double[] rises, int start, int end) =>
        [
            .. Enumerable
                .Range(start, end - start)
                .Select(i => Loss(Math.Clamp(LogOdds(Intercept, Coefficients, x, i), -MostOdds, MostOdds), rises[i])),
        ];

    // ln(1 + e^odds) − y·odds, without overflow.
    private static double Loss(double odds, double rise) => Math.Max(odds, 0) + Math.Log(1 + Math.Exp(-Math.Abs(odds))) - (rise * odds);

    private static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));

    private static double LogOdds(double intercept, ReadOnlySpan<double> coefficients, float[][] x, int row)
    {
        var sum = intercept;
        for (var c = 0; c < coefficients.Length; c++)
            sum += coefficients[c] * x[c][row];
        return sum;
    }
}
