namespace Simulator.Artifacts;

/// <summary>Some of many, evenly spread.</summary>
public static class EvenSpread
{
    /// <summary>
    /// Indices of at most <paramref name="count"/> of <paramref name="total"/> things, rising, without doubles, the first and the last
    /// among them.
    /// </summary>
    public static IEnumerable<int> Of(int total, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return total <= count
            ? Enumerable.Range(0, total)
            : Enumerable.Range(0, count).Select(i => (int)((long)i * (total - 1) / (count - 1)));
    }
}
