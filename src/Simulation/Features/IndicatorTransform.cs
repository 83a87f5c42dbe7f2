using Simulator.Indicators;

namespace Simulator.Features;

/// <summary>
/// How a line of an indicator becomes a feature: something that means the same at a price of 10 and of 1,000, and in a quiet and a busy
/// year. It follows from the line's <see cref="IndicatorScale"/> alone.
/// </summary>
internal static class IndicatorTransform
{
    /// <summary>Known bars over which volumes are compared.</summary>
    public const int VolumeBars = 20;

    /// <summary>The formula, for people.</summary>
    public static string Formula(IndicatorScale scale) =>
        scale switch
        {
            IndicatorScale.Price => "log(close / value)",
            IndicatorScale.PriceBand => "(close − value) / close",
            IndicatorScale.PriceDifference => "value / close",
            IndicatorScale.PriceRatio => "value · other close / close",
            IndicatorScale.ZeroToHundred => "value / 50 − 1",
            IndicatorScale.Percent => "value / 100",
            IndicatorScale.Volume => "value / mean volume of 20 bars",
            IndicatorScale.RunningVolume => "change of the value over 20 bars / volume of those bars",
            IndicatorScale.VolumeTimesPrice => "value / (close · mean volume of 20 bars)",
            _ => "value",
        };

    /// <summary>Known bars needed before the first value, when the line itself needs <paramref name="lineBars"/>.</summary>
    public static int WarmUpBars(IndicatorScale scale, int lineBars) =>
        scale switch
        {
            IndicatorScale.RunningVolume => lineBars + VolumeBars,
            IndicatorScale.Volume or IndicatorScale.VolumeTimesPrice => Math.Max(lineBars, VolumeBars),
            _ => lineBars,
        };

    /// <summary>The feature's column; NaN where the line has no value or the formula none.</summary>
    /// <param name="scale">What the line is measured in.</param>
    /// <param name="line">[bar] the line.</param>
    /// <param name="close">[bar] closes of the target, above zero.</param>
    /// <param name="volume">[bar] volumes of the target.</param>
    /// <param name="other">[bar] the other series of a pair; empty where there is none.</param>
    public static double[] Of(IndicatorScale scale, double[] line, double[] close, double[] volume, double[] other) =>
        scale switch
        {
            IndicatorScale.Price => Map(line, (value, t) => value > 0 ? Math.Log(close[t] / value) : double.NaN),
            IndicatorScale.PriceBand => Map(line, (value, t) => (close[t] - value) / close[t]),
            IndicatorScale.PriceDifference => Map(line, (value, t) => value / close[t]),
            IndicatorScale.PriceRatio => Map(line, (value, t) => value * other[t] / close[t]),
            IndicatorScale.ZeroToHundred => Map(line, (value, _) => (value / 50) - 1),
            IndicatorScale.Percent => Map(line, (value, _) => value / 100),
            IndicatorScale.Volume => OverVolume(line, volume, (value, mean, _) => value / mean),
            IndicatorScale.VolumeTimesPrice => OverVolume(line, volume, (value, mean, t) => value / (close[t] * mean)),
            IndicatorScale.RunningVolume => Change(line, volume),
            _ => line,
        };

    private static double[] OverVolume(double[] line, double[] volume, Func<double, double, int, double> formula)
    {
        var window = new TrailingWindow(VolumeBars);
        return Map(
            line,
            (value, t) =>
            {
                if (double.IsFinite(volume[t]))
                    window.Add(volume[t]);
                return window.IsFull ? formula(value, window.Mean(), t) : double.NaN;
            }
        );
    }

    private static double[] Change(double[] line, double[] volume)
    {
        var (values, volumes) = (new TrailingWindow(VolumeBars + 1), new TrailingWindow(VolumeBars));
        return Map(
            line,
            (value, t) =>
            {
                if (!double.IsFinite(value))
                    return double.NaN;
                values.Add(value);
                volumes.Add(volume[t]);
                return values.IsFull ? (value - values.Oldest) / volumes.Sum() : double.NaN;
            }
        );
    }

    // What a quotient overflows to, or a volume of zero leaves, is not known.
    private static double[] Map(double[] line, Func<double, int, double> formula)
    {
        var mapped = new double[line.Length];
        for (var t = 0; t < mapped.Length; t++)
            mapped[t] = formula(line[t], t) is var value && double.IsFinite(value) ? value : double.NaN;
        return mapped;
    }
}
