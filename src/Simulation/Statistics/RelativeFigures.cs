using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// An account compared with a benchmark, period by period; simple returns r and m over the same periods, D periods a year, no risk-free
/// rate.
/// </summary>
/// <param name="Beta">cov(r, m)/var(m).</param>
/// <param name="Alpha">(mean(r) − β·mean(m))·D (Jensen, 1968).</param>
/// <param name="Correlation">Pearson's.</param>
/// <param name="TrackingError">sd(r − m, n−1)·√D.</param>
/// <param name="InformationRatio">mean(r − m)·D ÷ tracking error (Grinold, Kahn, 2000).</param>
/// <param name="UpCapture">Annual compounded return of the periods with m &gt; 0, ÷ the benchmark's over the same (Morningstar); NaN
/// without one.</param>
/// <param name="DownCapture">The same for periods with m &lt; 0; below 1 means smaller losses than the benchmark.</param>
/// <param name="Periods">Periods compared.</param>
public sealed record RelativeFigures(
    double Beta,
    double Alpha,
    double Correlation,
    double TrackingError,
    double InformationRatio,
    double UpCapture,
    double DownCapture,
    int Periods
)
{
    /// <summary>Compares two samples of one length.</summary>
    public static RelativeFigures Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double perYear)
    {
        if (returns.Length != benchmark.Length)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{returns.Length} returns cannot be compared with {benchmark.Length} benchmark returns: both need one per period"
                )
            );
        var lead = new double[returns.Length];
        for (var i = 0; i < lead.Length; i++)
            lead[i] = returns[i] - benchmark[i];
        var (covariance, variance) = (Moments.Covariance(returns, benchmark), Moments.Variance(benchmark));
        var beta = Moments.Ratio(covariance, variance);
        var error = Moments.StandardDeviation(lead) * Math.Sqrt(perYear);
        return new RelativeFigures(
            beta,
            (Moments.Mean(returns) - (beta * Moments.Mean(benchmark))) * perYear,
            Moments.Ratio(covariance, Math.Sqrt(variance * Moments.Variance(returns))),
            error,
            Moments.Ratio(Moments.Mean(lead) * perYear, error),
            Capture(returns, benchmark, perYear, 1),
            Capture(returns, benchmark, perYear, -1),
            returns.Length
        );
    }

    private static double Capture(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double perYear, int sign)
    {
        var (own, market) = (new List<double>(), new List<double>());
        for (var i = 0; i < returns.Length; i++)
        {
            if (Math.Sign(benchmark[i]) != sign)
                continue;
            own.Add(returns[i]);
            market.Add(benchmark[i]);
        }
        return Moments.Ratio(ReturnFigures.AnnualReturn(own.ToArray(), perYear), ReturnFigures.AnnualReturn(market.ToArray(), perYear));
    }
}
