namespace Simulator.Numerics;

/// <summary>
/// Which bars of a long run are drawn: at most a few thousand, chosen so that no extreme of any curve is lost to the eye.
/// </summary>
internal static class CurveThinning
{
    /// <summary>Most points of a curve that is drawn.</summary>
    public const int MostPoints = 4_000;

    /// <summary>
    /// Indices into the curves, increasing, at most <paramref name="limit"/>: all if there are fewer; otherwise the run is cut into
    /// equal stretches and of each the lowest and highest point of every curve is kept, with the first and last bar; what is left of the
    /// limit is spread evenly.
    /// </summary>
    /// <param name="curves">Curves of one length; NaN is never an extreme.</param>
    /// <param name="limit">Most points, ≥ 2·curves + 2.</param>
    public static int[] Choose(IReadOnlyList<double[]> curves, int limit)
    {
        var n = curves[0].Length;
        if (n <= limit)
            return [.. Enumerable.Range(0, n)];
        var stretches = (limit - 2) / (2 * curves.Count);
        var chosen = new SortedSet<int> { 0, n - 1 };
        for (var s = 0; s < stretches; s++)
        {
            var (start, end) = ((int)((long)n * s / stretches), (int)((long)n * (s + 1) / stretches));
            foreach (var curve in curves)
            {
                var (low, high) = Extremes(curve, start, end);
                chosen.Add(low);
                chosen.Add(high);
            }
        }
        var spare = limit - chosen.Count; // extremes of several curves often fall on one bar
        for (var k = 1; k <= spare; k++)
            chosen.Add((int)((long)n * k / (spare + 1)));
        return [.. chosen];
    }

    private static (int Low, int High) Extremes(double[] curve, int start, int end)
    {
        var (low, high) = (start, start);
        for (var i = start + 1; i < end; i++)
        {
            if (curve[i] < curve[low] || double.IsNaN(curve[low]))
                low = i;
            if (curve[i] > curve[high] || double.IsNaN(curve[high]))
                high = i;
        }
        return (low, high);
    }
}
