using Simulator.Numerics;

namespace Simulator.Diagnostics;

/// <summary>
/// How far a value lies from the median, in units of the median absolute deviation made comparable with a standard deviation:
/// 0.6745·(x − median)/MAD. Iglewicz, Hoaglin: How to Detect and Handle Outliers, 1993, section 3.3.
/// </summary>
public static class RobustScore
{
    private const double NormalQuartile = 0.6744897501960817; // Φ⁻¹(0.75)

    /// <summary>[value] its score; NaN where more than half of the values are equal.</summary>
    public static double[] Of(double[] values)
    {
        var median = Median.Of(values);
        var deviation = Median.Of(values.Select(v => Math.Abs(v - median)));
        return Array.ConvertAll(values, v => deviation > 0 ? NormalQuartile * (v - median) / deviation : double.NaN);
    }
}
