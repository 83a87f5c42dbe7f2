using System.Numerics;

namespace Simulator.Numerics;

/// <summary>Search in a rising column for a place that is probably near: steps that double, then halves.</summary>
internal static class SortedSearch
{
    /// <summary>The first element, from one on, that is at least a bound; the length if there is none.</summary>
    public static int FirstAtLeast<T>(ReadOnlySpan<T> rising, int from, T bound)
        where T : INumber<T>
    {
        var (low, step) = (from, 1);
        while (low + step < rising.Length && rising[low + step] < bound)
        {
            low += step;
            step *= 2;
        }
        var high = Math.Min(low + step, rising.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (rising[middle] < bound)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
