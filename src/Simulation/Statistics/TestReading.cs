using MathNet.Numerics;

namespace Simulator.Statistics;

/// <summary>What a test of statistics says.</summary>
/// <param name="Statistic">Its statistic; NaN where it cannot be computed.</param>
/// <param name="PValue">Probability of a statistic at least as far from what is supposed; NaN where it cannot be computed.</param>
public readonly record struct TestReading(double Statistic, double PValue)
{
    /// <summary>Nothing could be computed.</summary>
    public static TestReading None { get; } = new(double.NaN, double.NaN);

    /// <summary>A statistic that follows χ² where the supposition holds.</summary>
    internal static TestReading OfChiSquared(double statistic, int degrees) =>
        double.IsFinite(statistic)
            ? new(statistic, SpecialFunctions.GammaUpperRegularized(degrees / 2.0, Math.Max(0, statistic) / 2))
            : None;
}
