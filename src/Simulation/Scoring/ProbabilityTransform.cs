using Simulator.Distributions;
using Simulator.Statistics;

namespace Simulator.Scoring;

/// <summary>
/// Where outcomes fell in their forecasts: uniform on [0, 1], and independent one step ahead, if the forecasts are right. Diebold, Gunther,
/// Tay: “Evaluating density forecasts”, International Economic Review 39, 1998.
/// </summary>
public static class ProbabilityTransform
{
    /// <summary>[row] probability that the forecast gave to an outcome at or below what happened.</summary>
    public static double[] Of(IReadOnlyList<IPredictiveLaw> forecasts, IReadOnlyList<double> outcomes) =>
        forecasts.Count == outcomes.Count
            ? [.. forecasts.Zip(outcomes, (law, outcome) => 1 - law.ProbabilityAbove(outcome))]
            : throw new ArgumentException(FormattableString.Invariant($"{forecasts.Count} forecasts but {outcomes.Count} outcomes"));

    /// <summary>Kolmogorov–Smirnov test of these places against the uniform law.</summary>
    public static TestReading Test(IReadOnlyList<IPredictiveLaw> forecasts, IReadOnlyList<double> outcomes) =>
        KolmogorovSmirnov.OfUniform(Of(forecasts, outcomes));
}
