using Simulator.Forecasting;

namespace Simulator.Web.Charting;

/// <summary>The forecasts of a run as a chart reads them: form <c>SFC1</c> of <c>docs/charts.md</c>.</summary>
public static class ForecastFile
{
    // Bounds of the 95, 80 and 50 % intervals around the median.
    private static readonly double[] s_levels = [0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975];

    /// <summary>
    /// What was believed at each bar of a range of the close some bars later, as prices: the close times e to the quantile of the
    /// log-return. A quantile that the forecaster does not report is NaN.
    /// </summary>
    public static ColumnFile Of(ChartBars bars, ForecastTape tape, BarRange range)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(tape);
        var median = QuantileOf(tape, 0.50) ?? tape.Mean;
        int[] rows = [.. Enumerable.Range(range.First, range.End - range.First).Where(b => b < tape.BarCount && !double.IsNaN(median[b]))];
        var close = bars.Series.Close;
        double[] Column(Func<int, double> of) => [.. rows.Select(of)];
        List<ReadOnlyMemory<double>> columns = [Column(b => bars.Times[b])];
        foreach (var level in s_levels)
        {
            var quantile = QuantileOf(tape, level);
            columns.Add(Column(b => quantile is null ? double.NaN : close[b] * Math.Exp(quantile[b])));
        }
        columns.Add(Column(_ => tape.HorizonBars));
        return new ColumnFile(ColumnHeader.Of("SFC1"u8, [0, (uint)rows.Length, 8]), columns);
    }

    private static double[]? QuantileOf(ForecastTape tape, double level)
    {
        var index = Array.FindIndex(tape.Levels, l => Math.Abs(l - level) < 1e-9);
        return index < 0 ? null : tape.Quantiles[index];
    }
}
