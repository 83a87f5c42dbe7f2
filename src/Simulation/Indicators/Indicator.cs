using Simulator.Markets;

namespace Simulator.Indicators;

/// <summary>Batch forms: the streaming increment repeated over a column, so both forms are one formula and value t sees bars ≤ t only.</summary>
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
}
