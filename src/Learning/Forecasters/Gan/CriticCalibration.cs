using System.Globalization;
using Simulator.Numerics;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// What a critic's score says of the odds that a candidate happened and was not drawn. A critic of a Wasserstein distance is no
/// probability, and what it says of a window whatever the candidate is left open by its loss. So only differences within a row count: given
/// a row's outcome and its draws, the outcome is each of them with probability e^(b·score) / Σ e^(b·score), where the density ratio of
/// outcomes and draws goes as e^(b·score). b is fitted by maximum likelihood to the first half of the held-out rows (McFadden's conditional
/// logit, 1974, in place of the logistic regression over all rows of Turner, Hung, Frank, Saatchi and Yosinski, “Metropolis-Hastings
/// Generative Adversarial Networks”, ICML 2019, section 3.2).
/// </summary>
/// <param name="Slope">b.</param>
/// <param name="Auc">Mean over all held-out rows of the share of a row's draws that score below its outcome.</param>
/// <param name="AucErrors">How far that lies above ½, in standard errors of that mean over rows.</param>
/// <param name="CalibrationZ">
/// Over the second half of the rows, which the fit has not seen: g/√(h + h²/f), g the sum of the outcomes' scores less what b expects of
/// them, h its variance under b, f the same over the first half, from which b is known only so well. About N(0, 1) where b holds.
/// </param>
internal sealed record CriticCalibration(double Slope, double Auc, double AucErrors, double CalibrationZ)
{
    /// <summary>Standard errors of the AUC above ½ below which a critic knows nothing: one-sided 5 %.</summary>
    public const double LeastAucErrors = 1.645;

    /// <summary>Largest |Z| of a critic that counts as calibrated: two-sided 5 %.</summary>
    public const double LargestZ = 1.96;

    private const double Ridge = 1e-6;

    /// <summary>Why the critic is not trusted; null where it is.</summary>
    public string? Distrust =>
        !(AucErrors >= LeastAucErrors)
            ? Text($"the critic tells outcomes from draws no better than chance (AUC {Auc:0.000} on held-out rows, ")
                + Text($"{AucErrors:0.0} standard errors above 0.5; it needs {LeastAucErrors})")
        : !(Math.Abs(CalibrationZ) <= LargestZ)
            ? Text($"the critic's odds do not hold on later held-out rows (Z {CalibrationZ:0.0}, at most {LargestZ} either way)")
        : !(Slope > 0) ? Text($"the critic's calibrated slope is {Slope:0.000}; outcomes must score higher than draws")
        : null;

    /// <summary>The logarithm of the density ratio of outcomes and draws, up to a constant of the row.</summary>
    public double LogRatio(double score) => Slope * score;

    /// <summary>Calibrates a critic.</summary>
    /// <param name="real">[row] its scores of outcomes, in time order; at least four rows.</param>
    /// <param name="drawn">[row][draw] its scores of draws for the same rows.</param>
    public static CriticCalibration Of(IReadOnlyList<double> real, IReadOnlyList<double[]> drawn)
    {
        double[] shares =
        [
            .. real.Select(
                (score, t) =>
                    drawn[t]
                        .Average(d =>
                            d < score ? 1
                            : d == score ? 0.5
                            : 0
                        )
            ),
        ];
        var auc = Moments.Mean(shares);
        var errors = (auc - 0.5) / Math.Sqrt(Moments.Variance(shares) / shares.Length);
        var half = real.Count / 2;
        double[][] rows = [.. real.Select((score, t) => (double[])[score, .. drawn[t]])];
        var slope = Fit(rows[..half]);
        var (known, _) = Information(rows[..half], slope);
        var (variance, miss) = Information(rows[half..], slope);
        return new(slope, auc, errors, miss / Math.Sqrt(variance + (variance * variance / known)));
    }

    // On scores in units of their deviation within rows, so that the search starts near its end.
    private static double Fit(double[][] rows)
    {
        var deviation = Math.Sqrt(rows.Average(row => Moments.Variance(row)));
        if (!(deviation > 0))
            return 0;
        var found = QuasiNewton.Minimise(
            (point, gradient) =>
            {
                gradient.Clear();
                var loss = 0.0;
                foreach (var row in rows)
                {
                    var (mean, _, log) = Expected(row, point[0] / deviation);
                    loss += (log - (point[0] * row[0] / deviation)) / rows.Length;
                    gradient[0] += (mean - row[0]) / deviation / rows.Length;
                }
                gradient[0] += Ridge * point[0]; // outcomes that always score highest have no finite slope
                return loss + (Ridge / 2 * point[0] * point[0]);
            },
            [0.0]
        );
        return found.Point[0] / deviation;
    }

    // Variance of the sum of the outcomes' scores under a slope, and by how much it is above what the slope expects.
    private static (double Variance, double Miss) Information(double[][] rows, double slope)
    {
        var (total, miss) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var (mean, variance, _) = Expected(row, slope);
            (total, miss) = (total + variance, miss + row[0] - mean);
        }
        return (total, miss);
    }

    // Mean and variance of a row's scores under weights of e^(slope·score), and the logarithm of the sum of these.
    private static (double Mean, double Variance, double LogSum) Expected(double[] row, double slope)
    {
        var highest = row.Max(s => slope * s);
        var (sum, mean, square) = (0.0, 0.0, 0.0);
        foreach (var score in row)
        {
            var weight = Math.Exp((slope * score) - highest);
            (sum, mean, square) = (sum + weight, mean + (weight * score), square + (weight * score * score));
        }
        mean /= sum;
        return (mean, Math.Max(0, (square / sum) - (mean * mean)), highest + Math.Log(sum));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
