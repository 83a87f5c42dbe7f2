namespace Simulator.Web.Charting;

/// <summary>
/// Which bars a chart is given and how many are joined to a point. Joined points begin at multiples of that number from the first bar of
/// the series, so that they stay the same while the chart is moved; the first and the last may reach over the ends that were asked for.
/// </summary>
/// <param name="First">First bar.</param>
/// <param name="End">One behind the last bar.</param>
/// <param name="PerPoint">Bars of a point, ≥ 1; the series' last point may have fewer.</param>
public readonly record struct BarRange(int First, int End, int PerPoint)
{
    /// <summary>Number of points.</summary>
    public int Points => (End - First + PerPoint - 1) / PerPoint;

    /// <summary>The bars between two shown times, in at most so many points.</summary>
    /// <param name="bars">The bars.</param>
    /// <param name="from">First shown time; null for the series' first bar.</param>
    /// <param name="to">Last shown time; null for its last.</param>
    /// <param name="most">Most points, ≥ 1.</param>
    public static BarRange Of(ChartBars bars, double? from, double? to, int most)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var first = from is { } start ? bars.FirstAt(start) : 0;
        var end = Math.Max(first, to is { } last ? bars.EndAt(last) : bars.Series.Count);
        var range = new BarRange(first, end, 1);
        for (var perPoint = (end - first + most - 1) / most; range.Points > most; perPoint++)
            range = Aligned(first, end, perPoint, bars.Series.Count);
        return range;
    }

    private static BarRange Aligned(int first, int end, int perPoint, int count) =>
        new(first / perPoint * perPoint, (int)Math.Min(count, ((long)end + perPoint - 1) / perPoint * perPoint), perPoint);

    /// <summary>Of each point the value of its last bar.</summary>
    public ReadOnlyMemory<double> Last(double[] values)
    {
        if (PerPoint == 1)
            return values.AsMemory(First, End - First);
        var points = new double[Points];
        for (var p = 0; p < points.Length; p++)
            points[p] = values[Math.Min(First + ((p + 1) * PerPoint), End) - 1];
        return points;
    }

    /// <summary>Of each point the value of its first bar.</summary>
    public ReadOnlyMemory<double> Opening(double[] values)
    {
        if (PerPoint == 1)
            return values.AsMemory(First, End - First);
        var points = new double[Points];
        for (var p = 0; p < points.Length; p++)
            points[p] = values[First + (p * PerPoint)];
        return points;
    }

    /// <summary>Of each point its values put together by an operation; NaN counts only where there is nothing else.</summary>
    public ReadOnlyMemory<double> Joined(double[] values, Func<double, double, double> join)
    {
        ArgumentNullException.ThrowIfNull(join);
        if (PerPoint == 1)
            return values.AsMemory(First, End - First);
        var points = new double[Points];
        for (var p = 0; p < points.Length; p++)
        {
            var joined = double.NaN;
            foreach (var value in values.AsSpan(First + (p * PerPoint), Math.Min(PerPoint, End - First - (p * PerPoint))))
                joined =
                    double.IsNaN(joined) ? value
                    : double.IsNaN(value) ? joined
                    : join(joined, value);
            points[p] = joined;
        }
        return points;
    }
}
