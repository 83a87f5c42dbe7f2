using MathNet.Numerics.Distributions;
using Simulator.Numerics;

namespace Simulator.Scoring;

/// <summary>
/// Whether a forecast of the mean is better than a benchmark that is a special case of its model, such as no change, for which
/// <see cref="DieboldMariano"/> is too strict. Clark, West: “Approximately normal tests for equal predictive accuracy in nested models”,
/// J. of Econometrics 138, 2007. One step ahead.
/// </summary>
/// <param name="Statistic">Mean over standard error of (y−b)² − ((y−f)² − (b−f)²); above zero where the forecast adds something.</param>
/// <param name="PValue">One-sided, standard normal.</param>
public readonly record struct ClarkWest(double Statistic, double PValue)
{
    /// <summary>Tests forecasts f and benchmarks b of outcomes y; NaN below three rows or where nothing varies.</summary>
    public static ClarkWest Of(ReadOnlySpan<double> forecasts, ReadOnlySpan<double> benchmarks, ReadOnlySpan<double> outcomes)
    {
        if (forecasts.Length != outcomes.Length || benchmarks.Length != outcomes.Length)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{forecasts.Length} forecasts and {benchmarks.Length} benchmarks of {outcomes.Length} outcomes"
                )
            );
        var gains = new double[outcomes.Length];
        for (var i = 0; i < gains.Length; i++)
        {
            var (own, other, between) = (outcomes[i] - forecasts[i], outcomes[i] - benchmarks[i], benchmarks[i] - forecasts[i]);
            gains[i] = (other * other) - ((own * own) - (between * between));
        }
        var error = Moments.StandardDeviation(gains) / Math.Sqrt(gains.Length);
        return gains.Length >= 3 && error > 0 && Moments.Mean(gains) / error is var statistic
            ? new(statistic, Normal.CDF(0, 1, -statistic))
            : new(double.NaN, double.NaN);
    }
}
