namespace Simulator.Markets;

/// <summary>
/// Resampling to longer bars, the same for portfolios and rules, with <see cref="BarResampler"/>. An incomplete period at the end is not a
/// bar.
/// </summary>
public static class Resampling
{
    /// <summary>Resamples bars.</summary>
    /// <param name="series">The bars.</param>
    /// <param name="length">Intraday, a divisor of a day; or a day, a week, a month.</param>
    /// <exception cref="ArgumentException">A length shorter than the bars, or one that is none of these.</exception>
    public static BarSeries Resample(BarSeries series, BarInterval length)
    {
        Check(series, length);
        return Of(series, length).Series;
    }

    /// <summary>Rejects a length to which bars cannot be resampled.</summary>
    internal static void Check(BarSeries series, BarInterval length)
    {
        if (length.Length < series.Interval.Length)
            throw new ArgumentException(
                $"series {series.Symbol} has bars of {series.Interval}; they can only be resampled to longer bars, not to {length}"
            );
        if (
            length.IsIntraday
                ? TimeSpan.TicksPerDay % length.Length.Ticks != 0
                : length != BarInterval.Daily && length != BarInterval.Weekly && length != BarInterval.Monthly
        )
            throw new ArgumentException(
                $"bars of {length} are not supported: an intraday length must divide a day; a "
                    + $"longer one must be a day, a week (7 days) or a month (30 days)"
            );
    }

    /// <summary>The longer bars, and when each was known; an intraday length that does not divide a day starts again at midnight.</summary>
    /// <returns>[bar] UTC ticks, not falling: the bar's own close, or later where only the next part told that it was complete.</returns>
    internal static (BarSeries Series, long[] KnownAtTicks) Of(BarSeries series, BarInterval length)
    {
        var (resampler, known) = (new BarResampler(new BarPeriods(series.Calendar, series.Interval, length)), new List<LongerBar>());
        for (var bar = 0; bar < series.Count; bar++)
            resampler.Add(series[bar], known);
        double[] Column(Func<Bar, double> of) => [.. known.Select(k => of(k.Bar))];
        var longer = new BarSeries(
            series.Symbol,
            [.. known.Select(k => k.Bar.CloseTime.Ticks)],
            Column(b => b.Open),
            Column(b => b.High),
            Column(b => b.Low),
            Column(b => b.Close),
            Column(b => b.Volume)
        )
        {
            Calendar = series.Calendar,
            Interval = length,
            Kind = series.Kind,
            IsSynthetic = series.IsSynthetic,
            HasOhlc = series.HasOhlc,
        };
        return (longer, [.. known.Select(k => k.KnownAt.Ticks)]);
    }
}
