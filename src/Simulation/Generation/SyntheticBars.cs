using Simulator.Errors;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Synthetic;

namespace Simulator.Generation;

/// <summary>
/// Daily bars of a path, marked synthetic. They follow the past's last bar on its calendar and start at its close. Between two closes a
/// share of the move, as large as the past's, falls into the night; from open to close the log-price is a Brownian bridge of
/// <see cref="Steps"/> steps, whose volatility is that of the path times the past's <see cref="MarketHistory.RangeScale"/>. So the four
/// prices come from one path and contain each other. Volume is the past's last level times e to the path's activity.
/// </summary>
public static class SyntheticBars
{
    /// <summary>Steps of the bridge, ten minutes each.</summary>
    public const int Steps = 39;

    private const int Digits = 6; // of the first price

    /// <summary>The bars.</summary>
    /// <param name="symbol">Name of the new series.</param>
    /// <param name="past">What the path follows.</param>
    /// <param name="path">Its returns.</param>
    /// <param name="seed">For the bridge.</param>
    /// <param name="startPrice">Close before the first bar; NaN for the past's last.</param>
    /// <param name="logVolume">Level of the log-volume; NaN for the past's last.</param>
    public static BarSeries Of(
        string symbol,
        MarketHistory past,
        ReturnPath path,
        ulong seed,
        double startPrice = double.NaN,
        double logVolume = double.NaN
    )
    {
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(path);
        var (random, n, series) = (new SplitMix64(seed), path.Count, past.Series);
        var (open, high, low, close, volume) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        var price = double.IsNaN(startPrice) ? series.Close[^1] : startPrice;
        var level = double.IsNaN(logVolume) ? past.LogVolumeLevel : logVolume;
        var decimals = Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(price)), 0, 15);
        double Rounded(double value) => Math.Max(Math.Pow(10, -decimals), Math.Round(value, decimals));
        var night = past.OvernightShare;
        for (var t = 0; t < n; t++)
        {
            var (move, volatility) = (path.Return[t], path.Volatility[t]);
            var overnight = (night * move) + (volatility * Math.Sqrt(night * (1 - night)) * random.NextGaussian());
            var opening = series.HasOhlc ? price * Math.Exp(overnight) : price * Math.Exp(move);
            price *= Math.Exp(move);
            if (!double.IsFinite(price))
                throw new SimulationException(
                    FormattableString.Invariant($"{symbol}: the price of bar {t + 1} overflows; draw fewer bars or another generator")
                );
            (open[t], close[t]) = (Rounded(opening), Rounded(price));
            (high[t], low[t]) = (Math.Max(open[t], close[t]), Math.Min(open[t], close[t]));
            if (series.HasOhlc)
            {
                var (up, down) = BrownianBridge.Extremes(random, Math.Log(price / opening), volatility * past.RangeScale, Steps);
                (high[t], low[t]) = (
                    Math.Max(Rounded(opening * Math.Exp(up)), high[t]),
                    Math.Min(Rounded(opening * Math.Exp(down)), low[t])
                );
            }
            volume[t] = path.HasActivity ? Math.Round(Math.Exp(level + path.Activity[t])) : double.NaN;
        }
        return new BarSeries(symbol, Days(series, n), open, high, low, close, volume)
        {
            Calendar = series.Calendar,
            Interval = series.Interval,
            HasOhlc = series.HasOhlc,
            IsSynthetic = true,
        };
    }

    private static long[] Days(BarSeries series, int bars)
    {
        var (ticks, day) = (new long[bars], series.DayAt(series.Count - 1));
        for (var t = 0; t < bars; t++)
        {
            do day = day.AddDays(1);
            while (series.Calendar.IsClosed(day));
            ticks[t] = series.Calendar.CloseOf(day).Ticks;
        }
        return ticks;
    }
}
