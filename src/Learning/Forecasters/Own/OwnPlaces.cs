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

    /// <summary>Day of the first bar, in words.</summary>
    public string First => Words(0);

    /// <summary>Day of the last bar, in words.</summary>
    public string Last => Words(_target.Count - 1);

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
            : Array.FindLastIndex(_days, day => day <= at.Day.DayNumber);
        return bar >= 0 || at.Ticks is null ? bar : ~bar - 1;
    }

    private string Words(int bar) => _target.DayAt(bar).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
