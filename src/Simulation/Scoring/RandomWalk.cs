using Simulator.Indicators;

namespace Simulator.Scoring;

/// <summary>
/// The benchmark of every forecast: the log-price moves by N(0, σ²) with σ² an exponentially weighted mean of past squared
/// log-returns (RiskMetrics, decay 0.94). Row t uses closes up to t only.
/// </summary>
public static class RandomWalk
{
    /// <summary>Decay of RiskMetrics' daily variance.</summary>
    public const double Decay = ExponentialVariance.Daily;

    /// <summary>Returns whose plain mean square starts the recursion.</summary>
    public const int SeedReturns = ExponentialVariance.SeedReturns;

    /// <summary>
    /// [bar] variance of the next log-return as known at the close of that bar: σ²ₜ = λσ²ₜ₋₁ + (1−λ)rₜ²; while fewer than
    /// <see cref="SeedReturns"/> returns exist, their plain mean square; NaN at the first bar.
    /// </summary>
    public static double[] Variance(ReadOnlySpan<double> close) => Variance(close, Decay);

    /// <summary>The same with a decay of one's own.</summary>
    /// <param name="close">Closes.</param>
    /// <param name="decay">λ, in (0, 1).</param>
    public static double[] Variance(ReadOnlySpan<double> close, double decay)
    {
        var kernel = new ExponentialVariance(decay);
        var variance = new double[close.Length];
        for (var t = 0; t < close.Length; t++)
            variance[t] = kernel.Add(close[t]) ? kernel.Value : double.NaN;
        return variance;
    }
}
