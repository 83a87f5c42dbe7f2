using Simulator.Errors;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Scoring;

namespace Simulator.Generation;

/// <summary>What generators learn from: the daily bars of one series as returns, volatility and activity.</summary>
public sealed class MarketHistory
{
    /// <summary>Fewest bars to learn from: two years.</summary>
    public const int FewestBars = 500;

    /// <summary>Bars that make the usual level of the volume: a quarter.</summary>
    public const int LevelBars = 63;

    private const double MostMissingVolumes = 0.05;

    private MarketHistory(BarSeries series, ReturnPath path, double logVolumeLevel)
    {
        (Series, Path, LogVolumeLevel) = (series, path, logVolumeLevel);
        (RangeScale, OvernightShare) = BarShape(series, path.Return);
    }

    /// <summary>The bars.</summary>
    public BarSeries Series { get; }

    /// <summary>[i] the move from bar i to bar i + 1.</summary>
    public ReturnPath Path { get; }

    /// <summary>Returns, one fewer than bars.</summary>
    public int Count => Path.Count;

    /// <summary>Mean log-volume of the last <see cref="LevelBars"/> bars; NaN without volume.</summary>
    public double LogVolumeLevel { get; }

    /// <summary>
    /// Volatility within a day as a multiple of that from close to close, by the range of the bars: √(Σ ln(H/L)²/(4·ln 2) ÷ Σ r²)
    /// (Parkinson 1980); NaN where only closes are known.
    /// </summary>
    public double RangeScale { get; }

    /// <summary>Share of the variance that falls between a close and the next open: Σ ln(O/C′)² ÷ (Σ ln(O/C′)² + Σ ln(C/O)²).</summary>
    public double OvernightShare { get; }

    /// <summary>Reads a series.</summary>
    /// <exception cref="SimulationException">It is too short, has no positive prices, is not daily, or never moves.</exception>
    public static MarketHistory Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Kind != SeriesKind.Price)
            throw new SimulationException(
                $"{series.Symbol}: paths are made of log-returns, which need a price above zero; use a price series"
            );
        if (series.Interval != BarInterval.Daily)
            throw new SimulationException(
                $"{series.Symbol}: paths are made of daily bars, these are of {series.Interval}; resample them to days"
            );
        if (series.Count < FewestBars)
            throw new SimulationException(
                FormattableString.Invariant(
                    $"{series.Symbol}: {series.Count} bars; a generator needs at least {FewestBars} to learn from; give a longer history"
                )
            );
        var returns = LogReturns.Of(series.Close);
        if (!(Moments.Variance(returns) > 0))
            throw new SimulationException($"{series.Symbol}: the price never moves; there is nothing to learn from it");
        double[] volatility =
        [
            .. RandomWalk.Variance(series.Close).Take(returns.Length).Select(v => double.IsNaN(v) ? double.NaN : Math.Sqrt(v)),
        ];
        volatility[0] = volatility[1]; // nothing is known before the first return
        return new(series, new(returns, volatility, ActivityOf(series.Volume)), LevelOf(series.Volume));
    }

    // Log-volume of each bar but the first less the mean of the bars before it.
    private static double[] ActivityOf(double[] volume)
    {
        if (!HasVolume(volume))
            return [];
        var activity = new double[volume.Length - 1];
        for (var bar = 1; bar < volume.Length; bar++)
            activity[bar - 1] = volume[bar] > 0 ? Math.Log(volume[bar]) - LevelOf(volume.AsSpan(Math.Max(0, bar - LevelBars)..bar)) : 0;
        if (double.IsNaN(activity[0]))
            activity[0] = 0;
        for (var i = 0; i < activity.Length; i++)
            activity[i] = double.IsFinite(activity[i]) ? activity[i] : 0;
        return activity;
    }

    private static double LevelOf(ReadOnlySpan<double> volume)
    {
        var (sum, n) = (0.0, 0);
        for (var i = Math.Max(0, volume.Length - LevelBars); i < volume.Length; i++)
        {
            if (volume[i] > 0)
                (sum, n) = (sum + Math.Log(volume[i]), n + 1);
        }
        return sum / n;
    }

    private static bool HasVolume(double[] volume) => volume.Count(v => !(v > 0)) <= MostMissingVolumes * volume.Length;

    private static (double RangeScale, double OvernightShare) BarShape(BarSeries series, double[] returns)
    {
        if (!series.HasOhlc)
            return (double.NaN, 0);
        var (range, night, day, whole) = (0.0, 0.0, 0.0, 0.0);
        for (var bar = 1; bar < series.Count; bar++)
        {
            range += Math.Pow(Math.Log(series.High[bar] / series.Low[bar]), 2) / (4 * Math.Log(2));
            night += Math.Pow(Math.Log(series.Open[bar] / series.Close[bar - 1]), 2);
            day += Math.Pow(Math.Log(series.Close[bar] / series.Open[bar]), 2);
            whole += returns[bar - 1] * returns[bar - 1];
        }
        return (Math.Sqrt(range / whole), night + day > 0 ? night / (night + day) : 0);
    }
}
