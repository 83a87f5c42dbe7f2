using Simulator.Markets;

namespace Simulator.Web.Charting;

/// <summary>The smallest step between the prices of a series, for the axis and for rounding what is drawn.</summary>
public static class PriceStep
{
    private const int Sample = 20_000;
    private const int MostDecimals = 8;

    /// <summary>The step; 0 where prices are no decimals, as after an adjustment.</summary>
    public static double Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var stride = Math.Max(1, series.Count / Sample);
        var (scale, decimals, step) = (1.0, 0, 0L);
        foreach (var column in (double[][])[series.Close, series.Open, series.High, series.Low])
        {
            for (var i = 0; i < column.Length; i += stride)
            {
                if (!double.IsFinite(column[i]))
                    continue;
                while (!IsWhole(column[i] * scale))
                {
                    if (++decimals > MostDecimals)
                        return 0;
                    (scale, step) = (scale * 10, step * 10);
                }
                step = Divisor(step, Math.Abs((long)Math.Round(column[i] * scale)));
            }
        }
        return step / scale;
    }

    private static bool IsWhole(double value) =>
        Math.Abs(value) < 1e15 && Math.Abs(value - Math.Round(value)) <= 1e-9 * Math.Max(1, Math.Abs(value));

    private static long Divisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
