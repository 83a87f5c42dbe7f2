using Simulator.Markets;

namespace Simulator.Indicators;

/// <summary>
/// Batch forms: the streaming increment repeated over a column, so both forms are one formula and value t sees bars ≤ t only.
/// </summary>
public static class Indicator
{
    /// <summary>The indicator at every value; NaN while it warms up.</summary>
    public static double[] Over(this IValueIndicator indicator, ReadOnlySpan<double> values)
    {
        var line = new double[values.Length];
        for (var t = 0; t < line.Length; t++)
            line[t] = indicator.Next(values[t]);
        return line;
    }

    /// <summary>The indicator at every bar; NaN while it warms up.</summary>
    public static double[] Over(this IBarIndicator indicator, BarSeries bars)
    {
        var line = new double[bars.Count];
        for (var t = 0; t < line.Length; t++)
            line[t] = indicator.Next(bars.High[t], bars.Low[t], bars.Close[t]);
        return line;
    }

    /// <summary>Every line at every bar of a series: of whole bars, or of their closes where the indicator takes one number.</summary>
    /// <returns>[line][bar]</returns>
    /// <exception cref="ArgumentException">The indicator takes two numbers.</exception>
    public static double[][] Lines(this IndicatorKernel kernel, BarSeries series)
    {
        if (kernel.Input == IndicatorInput.Pair)
            throw new ArgumentException($"{kernel.GetType().Name} takes two series, one was given", nameof(kernel));
        var days = kernel.Reads.HasFlag(IndicatorFields.Day) ? IndicatorSample.DaysOf(series) : [];
        return Repeat(kernel, series.Count, t => IndicatorSample.Of(series, t, days.Length == 0 ? 0 : days[t]));
    }

    /// <summary>Every line at every value of a column.</summary>
    /// <returns>[line][bar]</returns>
    /// <exception cref="ArgumentException">The indicator does not take one number.</exception>
    public static double[][] Lines(this IndicatorKernel kernel, double[] values)
    {
        if (kernel.Input != IndicatorInput.Value)
            throw new ArgumentException(
                $"{kernel.GetType().Name} takes "
                    + $"{(kernel.Input == IndicatorInput.Pair ? "two series" : "whole bars")}, "
                    + $"one column was given",
                nameof(kernel)
            );
        return Repeat(kernel, values.Length, t => IndicatorSample.Of(values[t]));
    }

    /// <summary>Every line at every pair of two columns of one length.</summary>
    /// <returns>[line][bar]</returns>
    /// <exception cref="ArgumentException">The indicator does not take pairs, or the columns differ in length.</exception>
    public static double[][] Lines(this IndicatorKernel kernel, double[] first, double[] second)
    {
        if (kernel.Input != IndicatorInput.Pair)
            throw new ArgumentException($"{kernel.GetType().Name} takes one series, two were given", nameof(kernel));
        if (first.Length != second.Length)
            throw new ArgumentException(
                FormattableString.Invariant($"the two columns must have the same length, were {first.Length} and {second.Length}"),
                nameof(second)
            );
        return Repeat(kernel, first.Length, t => IndicatorSample.Of(first[t], second[t]));
    }

    private static double[][] Repeat(IndicatorKernel kernel, int count, Func<int, IndicatorSample> at)
    {
        var lines = new double[kernel.LineCount][];
        for (var line = 0; line < lines.Length; line++)
            lines[line] = new double[count];
        Span<double> values = stackalloc double[lines.Length];
        for (var t = 0; t < count; t++)
        {
            kernel.Next(at(t), values);
            for (var line = 0; line < lines.Length; line++)
                lines[line][t] = values[line];
        }
        return lines;
    }
}
