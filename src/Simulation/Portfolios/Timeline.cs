using Simulator.Markets;

namespace Simulator.Portfolios;

/// <summary>
/// The instants at which any of several series closes a bar, in order, and the last closed bar of each series at every instant. Series
/// with the same instants need no table: the bar is the instant. Nothing about an instant depends on later bars.
/// </summary>
/// <remarks>
/// Steps are the unit in which rules count and compute returns. Among intraday series every instant is one. Otherwise a step begins at
/// the first close of a later trading day (week, month for bars of that length), and when a series that closed in the step closes again.
/// Any series can begin a step; none has to start early or to last.
/// </remarks>
internal sealed class Timeline
{
    private readonly IReadOnlyList<BarSeries> _all;
    private readonly int[]? _lastBar;
    private readonly int[]? _days;
    private readonly int[]? _stepOf;
    private readonly int[]? _firstOf;
    private readonly int _series;
    private double[]? _daysOfFirst;
    private int _dayInstant = -1;
    private int _day;

    public Timeline(IReadOnlyList<BarSeries> series)
    {
        (_all, _series, Ticks) = (series, series.Count, series[0].CloseTimeTicks);
        if (!series.All(s => s.CloseTimeTicks == Ticks || s.CloseTimeTicks.AsSpan().SequenceEqual(Ticks)))
        {
            Ticks = [.. series.SelectMany(s => s.CloseTimeTicks).Distinct().Order()];
            _lastBar = LastBars(series, Ticks);
        }
        if (!IsAligned || series.Any(s => s.Calendar != series[0].Calendar))
            _days = Days(series);
        if (!IsAligned && !series.Any(s => s.Interval.IsIntraday))
            (_stepOf, _firstOf) = Steps(_days!, series[0].Interval);
    }

    /// <summary>UTC ticks, increasing.</summary>
    public long[] Ticks { get; }

    /// <summary>Number of instants.</summary>
    public int Count => Ticks.Length;

    /// <summary>Whether every series has a bar at every instant.</summary>
    public bool IsAligned => _lastBar is null;

    /// <summary>The last closed bar of a series at an instant; −1 before its first.</summary>
    public int BarAt(int instant, int series) => _lastBar is null ? instant : _lastBar[(instant * _series) + series];

    /// <summary>The step an instant belongs to, from 0.</summary>
    public int StepOf(int instant) => _stepOf is null ? instant : _stepOf[instant];

    /// <summary>The instant at which a step began.</summary>
    public int FirstOf(int step) => _firstOf is null ? step : _firstOf[step];

    /// <summary>Whether a step begins at an instant.</summary>
    public bool IsStep(int instant) => _stepOf is null || instant == 0 || _stepOf[instant] != _stepOf[instant - 1];

    /// <summary>The latest trading day of which a bar has closed by an instant, each series on its own calendar.</summary>
    public DateOnly DayOf(int instant)
    {
        if (_dayInstant != instant)
            (_dayInstant, _day) = (
                instant,
                _days is not null ? _days[instant]
                : _all[0].Interval.IsIntraday ? DayOf(_all[0], instant)
                : (int)(_daysOfFirst ??= SeriesFacts.Of(_all[0]).Days)[instant]
            );
        return DateOnly.FromDayNumber(_day);
    }

    /// <summary>First instant at or after a time; <see cref="Count"/> if there is none.</summary>
    public int FirstAt(DateTime time)
    {
        var at = Array.BinarySearch(Ticks, time.Ticks);
        return at >= 0 ? at : ~at;
    }

    private static int[] LastBars(IReadOnlyList<BarSeries> series, long[] ticks)
    {
        var last = new int[ticks.Length * series.Count];
        for (var i = 0; i < series.Count; i++)
        {
            var (times, bar) = (series[i].CloseTimeTicks, -1);
            for (var t = 0; t < ticks.Length; t++)
            {
                if (bar + 1 < times.Length && times[bar + 1] == ticks[t])
                    bar++;
                last[(t * series.Count) + i] = bar;
            }
        }
        return last;
    }

    private static int DayOf(BarSeries series, int bar) =>
        series.Interval.IsIntraday ? series.DayAt(bar).DayNumber : (int)SeriesFacts.Of(series).Days[bar]; // computed once

    private int[] Days(IReadOnlyList<BarSeries> series)
    {
        var days = new int[Count];
        for (var i = 0; i < series.Count; i++)
        {
            // The day is looked up once per period: a trading day of intraday bars, a bar of longer ones.
            var (ends, period, known, day) = (SeriesFacts.Of(series[i]).PeriodEnds, 0, -1, 0);
            for (var t = 0; t < days.Length; t++)
            {
                var bar = BarAt(t, i);
                if (bar < 0 || (t > 0 && BarAt(t - 1, i) == bar))
                    continue;
                while (ends[period] < bar)
                    period++;
                if (known != period)
                    (known, day) = (period, DayOf(series[i], bar));
                days[t] = Math.Max(days[t], day);
            }
        }
        for (var t = 1; t < days.Length; t++)
            days[t] = Math.Max(days[t], days[t - 1]);
        return days;
    }

    private (int[] StepOf, int[] FirstOf) Steps(int[] days, BarInterval interval)
    {
        var (stepOf, firstOf) = (new int[Count], new List<int>());
        for (var t = 0; t < stepOf.Length; t++)
        {
            if (t == 0 || Period(days[t], interval) != Period(days[t - 1], interval) || ClosedTwice(firstOf[^1], t))
                firstOf.Add(t);
            stepOf[t] = firstOf.Count - 1;
        }
        return (stepOf, [.. firstOf]);
    }

    // Whether a series has closed two bars between two instants, both included.
    private bool ClosedTwice(int first, int instant)
    {
        for (var i = 0; i < _series; i++)
        {
            if (BarAt(instant, i) - (first == 0 ? -1 : BarAt(first - 1, i)) > 1)
                return true;
        }
        return false;
    }

    private static int Period(int day, BarInterval interval) =>
        interval.Length.TotalDays switch
        {
            >= 360 => DateOnly.FromDayNumber(day).Year,
            >= 28 => (DateOnly.FromDayNumber(day).Year * 12) + DateOnly.FromDayNumber(day).Month,
            >= 5 => day / 7, // day 0 was a Monday
            _ => day,
        };
}
