using Simulator.Markets;

namespace Simulator.Rules.Clocks;

/// <summary>Bars, and when each of them was known.</summary>
/// <param name="Series">The bars.</param>
/// <param name="KnownAtTicks">[bar] UTC ticks, not falling: a bar's own close, or later if only the next bar showed that it was
/// complete.</param>
internal sealed record Clock(BarSeries Series, long[] KnownAtTicks)
{
    private readonly Lazy<int[]> _days = new(() => Indicators.IndicatorSample.DaysOf(Series));

    /// <summary>[bar] number of the trading day.</summary>
    public int[] Days => _days.Value;

    /// <summary>The first bar at which a thing known at an instant is known; the count of bars when there is none.</summary>
    public int FirstBarAt(long ticks)
    {
        var index = Array.BinarySearch(KnownAtTicks, ticks);
        while (index > 0 && KnownAtTicks[index - 1] == ticks)
            index--;
        return index >= 0 ? index : ~index;
    }
}
