using Simulator.Markets;

namespace Simulator.Portfolios;

/// <summary>
/// Bars of a longer interval, stamped with the instant at which they are complete: intraday bars at the end of their interval (counted
/// from midnight of the calendar's clock), days at the calendar's close, weeks and months at the close of their last trading day. A last
/// bar whose end lies after the last close of the source is not complete and is left out.
/// </summary>
public static class Resampling
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>Puts bars together.</summary>
    /// <exception cref="ArgumentException">An interval shorter than the bars, or one that is neither intraday (a divisor of a day) nor a day, a week or a month.</exception>
    public static BarSeries Resample(BarSeries series, BarInterval interval)
    {
        if (interval.Length < series.Interval.Length)
            throw new ArgumentException($"series {series.Symbol} has bars of {series.Interval}; bars of {interval} cannot be made of them, only longer ones");
        if (interval.IsIntraday ? s_day.Ticks % interval.Length.Ticks != 0 : interval != BarInterval.Daily && interval != BarInterval.Weekly && interval != BarInterval.Monthly)
            throw new ArgumentException($"bars of {interval} cannot be made: intraday lengths must divide a day, longer ones are a day, a week (7 days) or a month (30 days)");
        var (times, columns) = (new List<long>(), new List<Bar>());
        for (var bar = 0; bar < series.Count; bar++)
        {
            var end = EndOf(series, bar, interval);
            if (times.Count > 0 && times[^1] == end)
            {
                columns[^1] = Join(columns[^1], series[bar]);
                continue;
            }
            times.Add(end);
            columns.Add(series[bar]);
        }
        if (times.Count > 0 && times[^1] > series.CloseTimeTicks[^1])
        {
            times.RemoveAt(times.Count - 1);
            columns.RemoveAt(columns.Count - 1);
        }
        return new BarSeries(series.Symbol, [.. times], [.. columns.Select(b => b.Open)], [.. columns.Select(b => b.High)], [.. columns.Select(b => b.Low)], [.. columns.Select(b => b.Close)], [.. columns.Select(b => b.Volume)])
        {
            Calendar = series.Calendar, Interval = interval, Kind = series.Kind, IsSynthetic = series.IsSynthetic, HasOhlc = series.HasOhlc,
        };
    }

    private static Bar Join(in Bar a, in Bar b) => new(b.CloseTime, a.Open, Math.Max(a.High, b.High), Math.Min(a.Low, b.Low), b.Close, a.Volume + b.Volume);

    private static long EndOf(BarSeries series, int bar, BarInterval interval)
    {
        var (calendar, close) = (series.Calendar, series.CloseTimeAt(bar));
        if (interval.IsIntraday)
        {
            // Whole intervals of the local clock; offsets of zones are whole multiples of a quarter of an hour.
            var offset = calendar.TimeZone.GetUtcOffset(close).Ticks;
            var (length, local) = (interval.Length.Ticks, close.Ticks + offset);
            return (((local + length - 1) / length) * length) - offset;
        }
        var day = calendar.TradingDay(close);
        if (interval == BarInterval.Weekly)
            day = LastTradingDay(calendar, day, day.AddDays((7 - (int)day.DayOfWeek) % 7));
        else if (interval == BarInterval.Monthly)
            day = LastTradingDay(calendar, day, new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)));
        // A bar stamped after its day's regular close (an evening session) ends its day itself.
        return Math.Max(calendar.CloseOf(day).Ticks, close.Ticks);
    }

    private static DateOnly LastTradingDay(MarketCalendar calendar, DateOnly day, DateOnly last)
    {
        while (last > day && calendar.IsClosed(last))
            last = last.AddDays(-1);
        return last;
    }
}
