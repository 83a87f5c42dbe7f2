namespace Simulator.Diagnostics;

/// <summary>
/// Correlations of ranks (Spearman, “The proof and measurement of association between two things”, American J. of Psychology 15, 1904), so
/// that no wild bar decides.
/// </summary>
public static class Ranks
{
    /// <summary>[i] rank of a value from 1 on, the mean of theirs for equal ones; NaN where it is not finite.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var known = new List<int>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
                known.Add(i);
        }
        int[] order = [.. known];
        double[] keys = new double[order.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = values[order[i]];
        Array.Sort(keys, order);
        var ranks = new double[values.Length];
        Array.Fill(ranks, double.NaN);
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && keys[to] == keys[from]; )
                to++;
            for (var i = from; i < to; i++)
                ranks[order[i]] = (from + to + 1) / 2.0;
        }
        return ranks;
    }

    /// <summary>
    /// Correlation of <paramref name="first"/>[t] and <paramref name="second"/>[t + <paramref name="lead"/>] where both are known; NaN
    /// where nothing varies.
    /// </summary>
    public static (double Correlation, int Count) Correlation(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int lead)
    {
        var (n, x, y, xx, yy, xy) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var t = Math.Max(0, -lead); t < first.Length && t + lead < second.Length; t++)
        {
            var (a, b) = (first[t], second[t + lead]);
            if (!double.IsFinite(a) || !double.IsFinite(b))
                continue;
            n++;
            (x, y, xx, yy, xy) = (x + a, y + b, xx + (a * a), yy + (b * b), xy + (a * b));
        }
        var (vx, vy) = (xx - (x * x / n), yy - (y * y / n));
        return vx > 0 && vy > 0 ? ((xy - (x * y / n)) / Math.Sqrt(vx * vy), n) : (double.NaN, n);
    }

    /// <summary>
    /// Whether one thing goes with a first more than with a second: Williams' t of 1959, n − 3 degrees of freedom, in Steiger, “Tests for
    /// comparing elements of a correlation matrix”, Psychological Bulletin 87, 1980, equation 7.
    /// </summary>
    /// <param name="first">Its correlation with the first.</param>
    /// <param name="second">Its correlation with the second.</param>
    /// <param name="between">That of the two.</param>
    /// <param name="count">Rows, above 3.</param>
    public static double Williams(double first, double second, double between, int count)
    {
        var determinant = 1 - (first * first) - (second * second) - (between * between) + (2 * first * second * between);
        var mean = (first + second) / 2;
        var variance = (2 * (count - 1.0) / (count - 3) * Math.Max(determinant, 0)) + (mean * mean * Math.Pow(1 - between, 3));
        return (first - second) * Math.Sqrt((count - 1) * (1 + between) / variance);
    }
}
