using System.Globalization;
using Simulator.Markets;

namespace Simulator.Learning.Forecasters.Own;

/// <summary>Finds the bars of a series by day or by closing time.</summary>
internal sealed class OwnPlaces
{
    private readonly BarSeries _target;
    private readonly int[] _days;

    public OwnPlaces(BarSeries target)
    {
        _target = target;
        _days = [.. Enumerable.Range(0, target.Count).Select(bar => target.DayAt(bar).DayNumber)];
    }

    /// <summary>Where there are bars, for what names none of them.</summary>
    public string Words(OwnMoment at) =>
        at.Ticks is null && _target.Interval.IsIntraday
            ? "its bars are shorter than a day: write the moment at which one closes, such as 2018-03-05T15:30Z"
            : $"its bars are from {Words(0)} to {Words(_target.Count - 1)}";

    /// <summary>The bar of a day, where a day has one, or that closes at a moment; null where there is none.</summary>
    public int? Of(OwnMoment at)
    {
        var bar =
            at.Ticks is { } ticks ? Array.BinarySearch(_target.CloseTimeTicks, ticks)
            : _target.Interval.IsIntraday ? -1
            : Array.BinarySearch(_days, at.Day.DayNumber);
        return bar >= 0 ? bar : null;
    }

    /// <summary>The last bar that had closed by a moment or by the end of a day; −1 where none had.</summary>
    public int LastBy(OwnMoment at)
    {
        var bar = at.Ticks is { } ticks
            ? Array.BinarySearch(_target.CloseTimeTicks, ticks)
            : Array.BinarySearch(_days, at.Day.DayNumber + 1);
        if (bar < 0)
            return ~bar - 1;
        // Of a day after it, which may have several bars.
        while (at.Ticks is null && bar >= 0 && _days[bar] > at.Day.DayNumber)
            bar--;
        return bar;
    }

    private string Words(int bar) => _target.DayAt(bar).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
