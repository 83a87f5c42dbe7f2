using System.Globalization;
using Simulator.Numerics;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// What a critic's score says of the odds that a candidate happened and was not drawn. A critic of a Wasserstein distance is no
/// probability, so a logistic regression on its score is fitted to the first half of the held-out rows (real against drawn, each class
/// with half of the weight): D = 1/(1 + e^−(a + b·score)). Then the density ratio of outcomes and draws is D/(1 − D) = e^(a + b·score).
/// Turner, Hung, Frank, Saatchi and Yosinski, “Metropolis-Hastings Generative Adversarial Networks”, ICML 2019, section 3.2.
/// </summary>
/// <param name="Intercept">a.</param>
/// <param name="Slope">b.</param>
/// <param name="Auc">Mean over all held-out rows of the share of a row's draws that score below its outcome.</param>
/// <param name="AucErrors">How far that lies above ½, in standard errors of that mean over rows.</param>
/// <param name="CalibrationZ">
/// Σw(c − D)/√Σw²D(1 − D) over the second half of the rows, which the fit has not seen; c = 1 for outcomes: about N(0, 1) where D is
/// calibrated.
/// </param>
internal sealed record CriticCalibration(double Intercept, double Slope, double Auc, double AucErrors, double CalibrationZ)
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
            ? Text($"the critic's probabilities are not calibrated on held-out rows (Z {CalibrationZ:0.0}, at most {LargestZ} either way)")
        : !(Slope > 0) ? Text($"the critic's calibrated slope is {Slope:0.000}; outcomes must score higher than draws")
        : null;

    /// <summary>The logarithm of the density ratio of outcomes and draws.</summary>
    public double LogRatio(double score) => Intercept + (Slope * score);

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
        var (intercept, slope) = Fit(Cases(real, drawn, 0, half));
        var (miss, variance) = (0.0, 0.0);
        foreach (var (score, isReal, weight) in Cases(real, drawn, half, real.Count))
        {
            var probability = Probability(intercept + (slope * score));
            miss += weight * ((isReal ? 1 : 0) - probability);
            variance += weight * weight * probability * (1 - probability);
        }
        return new(intercept, slope, auc, errors, miss / Math.Sqrt(variance));
    }

    private static IEnumerable<(double Score, bool IsReal, double Weight)> Cases(
        IReadOnlyList<double> real,
        IReadOnlyList<double[]> drawn,
        int from,
        int end
    )
    {
        for (var t = from; t < end; t++)
        {
            yield return (real[t], true, 1);
            foreach (var score in drawn[t])
                yield return (score, false, 1.0 / drawn[t].Length);
        }
    }

    // On standardised scores, so that the search starts near its end.
    private static (double Intercept, double Slope) Fit(IEnumerable<(double Score, bool IsReal, double Weight)> cases)
    {
        var all = cases.ToArray();
        var weights = all.Sum(c => c.Weight);
        var mean = all.Sum(c => c.Weight * c.Score) / weights;
        var deviation = Math.Sqrt(all.Sum(c => c.Weight * (c.Score - mean) * (c.Score - mean)) / weights);
        if (!(deviation > 0))
            return (0, 0);
        var found = QuasiNewton.Minimise(
            (point, gradient) =>
            {
                gradient.Clear();
                var loss = 0.0;
                foreach (var (score, isReal, weight) in all)
                {
                    var scaled = (score - mean) / deviation;
                    var value = point[0] + (point[1] * scaled);
                    var miss = weight / weights * (Probability(value) - (isReal ? 1 : 0));
                    loss += weight / weights * Softplus(isReal ? -value : value);
                    gradient[0] += miss;
                    gradient[1] += miss * scaled;
                }
                gradient[1] += Ridge * point[1]; // classes that do not overlap have no finite slope
                return loss + (Ridge / 2 * point[1] * point[1]);
            },
            [0.0, 0.0]
        );
        var slope = found.Point[1] / deviation;
        return (found.Point[0] - (slope * mean), slope);
    }

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));

    private static double Softplus(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
