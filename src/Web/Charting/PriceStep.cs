using Simulator.Markets;

namespace Simulator.Web.Charting;

/// <summary>The smallest step between the prices of a series, for the axis and for rounding what is drawn.</summary>
public static class PriceStep
{
    private const int Sample = 20_000;
    private const int MostDecimals = 8;
    private const int CleanDecimals = 4;
    private const double LastOfSix = 1.000001e-6;
    private const double SinglePrecision = 6e-8;

    /// <summary>The step; 0 where prices are no decimals, as after an adjustment.</summary>
    public static double Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        // Many files were written from single precision, six decimals long: 24.64 stands there as 24.639999.
        return Of(series, IsWhole, CleanDecimals) is > 0 and var exact ? exact
            : Of(series, IsWholeInSinglePrecision, CleanDecimals) is > 0 and var single ? single
            : Of(series, IsWhole, MostDecimals);
    }

    private static double Of(BarSeries series, Func<double, double, bool> isWhole, int most)
    {
        var stride = Math.Max(1, series.Count / Sample);
        var (scale, decimals, step) = (1.0, 0, 0L);
        foreach (var column in (double[][])[series.Close, series.Open, series.High, series.Low])
        {
            for (var i = 0; i < column.Length; i += stride)
            {
                if (!double.IsFinite(column[i]))
                    continue;
                while (!isWhole(column[i], scale))
                {
                    if (++decimals > most)
                        return 0;
                    (scale, step) = (scale * 10, step * 10);
                }
                step = Divisor(step, Math.Abs((long)Math.Round(column[i] * scale)));
            }
        }
        return step / scale;
    }

    private static bool IsWhole(double price, double scale) => Missing(price, scale) <= Math.Max(1e-9, 1e-13 * Math.Abs(price * scale));

    private static bool IsWholeInSinglePrecision(double price, double scale) =>
        Missing(price, scale) / scale <= (Math.Abs(price) >= 1 ? LastOfSix : 0) + (SinglePrecision * Math.Abs(price));

    // How far the price is from a whole number of steps, in steps.
    private static double Missing(double price, double scale) =>
        Math.Abs(price * scale) < 1e15 ? Math.Abs((price * scale) - Math.Round(price * scale)) : double.PositiveInfinity;

    private static long Divisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
