using Simulator.Markets;

namespace Simulator.Learning.Forecasters.Har;

/// <summary>
/// Volatility of a bar and its means over a week and a month, in log-return: row t over bars up to t, NaN before a month is full.
/// </summary>
internal static class HarColumns
{
    /// <summary>Bars of a month.</summary>
    public const int Month = 22;

    private const int Week = 5;

    /// <summary>[day, week, month][bar].</summary>
    public static double[][] Of(BarSeries bars, VolatilityMeasure measure)
    {
        var day = new double[bars.Count];
        for (var t = 1; t < day.Length; t++)
            day[t] = measure == VolatilityMeasure.Range ? Range(bars, t) : Math.Abs(Math.Log(bars.Close[t] / bars.Close[t - 1]));
        return [Mean(day, 1), Mean(day, Week), Mean(day, Month)];
    }

    // Garman and Klass 1980 for the session, the square of the gap for the night before; a bar without a range has its return.
    private static double Range(BarSeries bars, int t)
    {
        var (gap, high) = (Math.Log(bars.Open[t] / bars.Close[t - 1]), Math.Log(bars.High[t] / bars.Low[t]));
        var session = Math.Log(bars.Close[t] / bars.Open[t]);
        var variance = (gap * gap) + (0.5 * high * high) - (((2 * Math.Log(2)) - 1) * session * session);
        return double.IsNaN(variance) ? Math.Abs(Math.Log(bars.Close[t] / bars.Close[t - 1])) : Math.Sqrt(Math.Max(variance, 0));
    }

    private static double[] Mean(double[] day, int window)
    {
        var mean = new double[day.Length];
        Array.Fill(mean, double.NaN);
        for (var t = Month; t < day.Length; t++)
        {
            var sum = 0.0;
            for (var k = 0; k < window; k++)
                sum += day[t - k];
            mean[t] = sum / window;
        }
        return mean;
    }
}
