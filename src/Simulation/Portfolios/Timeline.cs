using Simulator.Markets;

namespace Simulator.Portfolios;

/// <summary>
/// The instants at which any of several series closes a bar, in order, and the last closed bar of each series at every instant. Series
/// with the same instants need no table: the bar is the instant.
/// </summary>
internal sealed class Timeline
{
    private readonly int[]? _lastBar;
    private readonly int[]? _instantOfClock;
    private readonly int _series;

    public Timeline(IReadOnlyList<BarSeries> series)
    {
        _series = series.Count;
        for (var i = 1; i < series.Count; i++)
        {
            if (series[i].Count > series[Clock].Count)
                Clock = i;
        }
        Ticks = series[0].CloseTimeTicks;
        if (series.All(s => s.CloseTimeTicks == Ticks || s.CloseTimeTicks.AsSpan().SequenceEqual(Ticks)))
            return;
        Ticks = [.. series.SelectMany(s => s.CloseTimeTicks).Distinct().Order()];
        _lastBar = new int[Ticks.Length * _series];
        for (var i = 0; i < _series; i++)
        {
            var (times, bar) = (series[i].CloseTimeTicks, -1);
            for (var t = 0; t < Ticks.Length; t++)
            {
                if (bar + 1 < times.Length && times[bar + 1] == Ticks[t])
                    bar++;
                _lastBar[(t * _series) + i] = bar;
            }
        }
        _instantOfClock = new int[series[Clock].Count];
        for (var t = 0; t < Ticks.Length; t++)
        {
            if (BarAt(t, Clock) is >= 0 and var bar && (t == 0 || BarAt(t - 1, Clock) != bar))
                _instantOfClock[bar] = t;
        }
    }

    /// <summary>UTC ticks, increasing.</summary>
    public long[] Ticks { get; }

    /// <summary>Number of instants.</summary>
    public int Count => Ticks.Length;

    /// <summary>Whether every series has a bar at every instant.</summary>
    public bool IsAligned => _lastBar is null;

    /// <summary>The series with the most bars (of equals the first): its bars are the steps in which returns of all are taken.</summary>
    public int Clock { get; }

    /// <summary>The last closed bar of a series at an instant; −1 before its first.</summary>
    public int BarAt(int instant, int series) => _lastBar is null ? instant : _lastBar[(instant * _series) + series];

    /// <summary>The instant at which the clock closed a bar.</summary>
    public int InstantOfClock(int bar) => _instantOfClock is null ? bar : _instantOfClock[bar];

    /// <summary>First instant at or after a time; <see cref="Count"/> where there is none.</summary>
    public int FirstAt(DateTime time)
    {
        var at = Array.BinarySearch(Ticks, time.Ticks);
        return at >= 0 ? at : ~at;
    }
}
