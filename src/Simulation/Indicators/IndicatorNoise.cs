using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>How much of a line of an indicator is rounding, by what the line is measured in.</summary>
internal static class IndicatorNoise
{
    /// <summary>The rounding that is there however small the value is; 0 for prices.</summary>
    public static double Floor(IndicatorScale scale) =>
        scale switch
        {
            IndicatorScale.ZeroToHundred or IndicatorScale.Percent => 100 * Ties.RatioUnit,
            IndicatorScale.Plain => Ties.RatioUnit,
            _ => 0,
        };

    /// <summary>The rounding of a value.</summary>
    /// <param name="scale">What it is measured in.</param>
    /// <param name="value">The value.</param>
    /// <param name="input">Rounding of what the indicator reads, such as that of a price.</param>
    public static double Of(IndicatorScale scale, double value, double input) =>
        scale switch
        {
            IndicatorScale.Price or IndicatorScale.PriceBand or IndicatorScale.PriceDifference => Math.Max(Ties.Noise(value), input),
            IndicatorScale.ZeroToHundred or IndicatorScale.Percent => Ties.RatioUnit * Math.Max(100, Math.Abs(value)),
            IndicatorScale.Plain => Ties.RatioUnit * Math.Max(1, Math.Abs(value)),
            _ => Ties.RatioUnit * Math.Abs(value),
        };
}
