using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Simulator.Statistics;

/// <summary>Backtest of a value at risk, one period ahead: how often it was exceeded, and whether that is consistent with chance.</summary>
/// <param name="Periods">Periods that were forecast.</param>
/// <param name="Exceptions">Periods that lost more than the value at risk.</param>
/// <param name="ExpectedExceptions">Periods·(1 − confidence).</param>
/// <param name="LikelihoodRatio">Kupiec's ratio; NaN without a period.</param>
/// <param name="PValue">p-value: probability of a ratio this large if the value at risk is correct (χ², one degree of freedom).</param>
public sealed record ValueAtRiskTest(int Periods, int Exceptions, double ExpectedExceptions, double LikelihoodRatio, double PValue)
{
    /// <summary>
    /// Forecasts the historical value at risk of every period from the <paramref name="window"/> returns before it, and counts.
    /// Nothing of the period itself is used.
    /// </summary>
    public static ValueAtRiskTest Run(ReadOnlySpan<double> returns, double confidence, int window = 250)
    {
        if (window < 2)
            throw new ArgumentOutOfRangeException(
                nameof(window),
                window,
                FormattableString.Invariant($"a value at risk needs a window of at least 2 returns; it was {window}")
            );
        var (sorted, exceptions) = (new List<double>(window + 1), 0);
        for (var i = 0; i < returns.Length; i++)
        {
            if (i >= window)
            {
                var limit = -ValueAtRisk.Historical(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sorted), confidence);
                exceptions += returns[i] < limit ? 1 : 0;
                sorted.RemoveAt(sorted.BinarySearch(returns[i - window]));
            }
            var at = sorted.BinarySearch(returns[i]);
            sorted.Insert(at < 0 ? ~at : at, returns[i]);
        }
        return Of(Math.Max(0, returns.Length - window), exceptions, 1 - confidence);
    }

    /// <summary>
    /// Kupiec's test of the proportion of failures (1995): −2·ln of (1−p)^(T−N)·p^N over (1−N/T)^(T−N)·(N/T)^N.
    /// </summary>
    /// <param name="periods">T.</param>
    /// <param name="exceptions">N, at most T.</param>
    /// <param name="probability">p, what the share of exceptions should be, in (0, 1).</param>
    public static ValueAtRiskTest Of(int periods, int exceptions, double probability)
    {
        if (exceptions < 0 || exceptions > periods || probability is not (> 0 and < 1))
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{exceptions} exceptions in {periods} periods at probability {probability}: exceptions must "
                        + $"be between 0 and the number of periods, the probability between 0 and 1"
                )
            );
        if (periods == 0)
            return new ValueAtRiskTest(0, 0, 0, double.NaN, double.NaN);
        var ratio =
            -2 * (LogLikelihood(periods, exceptions, probability) - LogLikelihood(periods, exceptions, exceptions / (double)periods));
        ratio = Math.Max(0, ratio); // rounding only
        return new ValueAtRiskTest(periods, exceptions, periods * probability, ratio, 1 - ChiSquared.CDF(1, ratio));
    }

    private static double LogLikelihood(int periods, int exceptions, double p) =>
        (periods == exceptions ? 0 : (periods - exceptions) * Math.Log(1 - p)) + (exceptions == 0 ? 0 : exceptions * Math.Log(p));
}
