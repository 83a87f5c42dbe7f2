namespace Simulator.Realism;

/// <summary>The Wasserstein-1 or earth mover's distance of two samples: ∫|F(x) − G(x)| dx, F and G their distribution functions.</summary>
public static class Wasserstein
{
    /// <summary>The distance, in the unit of the values.</summary>
    /// <param name="first">At least one finite value.</param>
    /// <param name="second">At least one finite value.</param>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
            return double.NaN;
        var (a, b) = (first.ToArray(), second.ToArray());
        Array.Sort(a);
        Array.Sort(b);
        var (i, j, sum, last) = (0, 0, 0.0, Math.Min(a[0], b[0]));
        while (i < a.Length || j < b.Length)
        {
            var next =
                i == a.Length ? b[j]
                : j == b.Length ? a[i]
                : Math.Min(a[i], b[j]);
            sum += (next - last) * Math.Abs((i / (double)a.Length) - (j / (double)b.Length));
            last = next;
            while (i < a.Length && a[i] == next)
                i++;
            while (j < b.Length && b[j] == next)
                j++;
        }
        return sum;
    }
}
