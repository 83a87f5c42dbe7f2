using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>Risk of one period by one estimation method; fractions of equity, losses positive.</summary>
/// <param name="Method"><c>historical</c>, <c>gaussian</c> or <c>cornishFisher</c>.</param>
/// <param name="Confidence">In (0, 1).</param>
/// <param name="ValueAtRisk">The loss that is not exceeded with this confidence.</param>
/// <param name="ExpectedShortfall">The mean loss of the periods that exceed it (CVaR).</param>
public sealed record RiskRow(string Method, double Confidence, double ValueAtRisk, double ExpectedShortfall)
{
    /// <summary>Three methods at 95 % and at 99 %.</summary>
    public static IReadOnlyList<RiskRow> Of(ReadOnlySpan<double> returns)
    {
        var sorted = returns.ToArray();
        Array.Sort(sorted);
        var (mean, deviation) = (Moments.Mean(returns), Moments.StandardDeviation(returns));
        var rows = new List<RiskRow>();
        foreach (var confidence in new[] { 0.95, 0.99 })
        {
            rows.Add(
                new RiskRow(
                    "historical",
                    confidence,
                    Statistics.ValueAtRisk.Historical(sorted, confidence),
                    Statistics.ValueAtRisk.HistoricalShortfall(sorted, confidence)
                )
            );
            rows.Add(
                new RiskRow(
                    "gaussian",
                    confidence,
                    Statistics.ValueAtRisk.Gaussian(mean, deviation, confidence),
                    Statistics.ValueAtRisk.GaussianShortfall(mean, deviation, confidence)
                )
            );
            rows.Add(CornishFisher(returns, confidence));
        }
        return rows;
    }

    /// <summary>The expansion with the sample's skewness and kurtosis; NaN where nothing moves.</summary>
    public static RiskRow CornishFisher(ReadOnlySpan<double> returns, double confidence)
    {
        var (mean, deviation, skewness, excess) = (
            Moments.Mean(returns),
            Moments.StandardDeviation(returns),
            Moments.Skewness(returns),
            Moments.Kurtosis(returns) - 3
        );
        return new RiskRow(
            "cornishFisher",
            confidence,
            Statistics.ValueAtRisk.CornishFisher(mean, deviation, skewness, excess, confidence),
            Statistics.ValueAtRisk.CornishFisherShortfall(mean, deviation, skewness, excess, confidence)
        );
    }
}
