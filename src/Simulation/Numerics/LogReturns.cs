using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simulator.Numerics;

/// <summary>
/// Log-returns of a curve, eight at a time. With s = (b − a)/(b + a), ln(b/a) = 2(s + s³/3 + s⁵/5 + …): seven terms are exact to the
/// last place for moves up to about 17 %, without the loss that rounding b/a brings to small ones; larger moves take the logarithm of
/// the quotient.
/// </summary>
internal static class LogReturns
{
    private const double SeriesLimit = 0.08; // of |s|; the first term left out is then 3e-17 of the sum

    /// <summary>ln(x[i + 1]/x[i]); one fewer than the values. 0 between equal values, also between zeros.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return [];
        var returns = GC.AllocateUninitializedArray<double>(values.Length - 1);
        ref var x = ref MemoryMarshal.GetReference(values);
        ref var r = ref MemoryMarshal.GetArrayDataReference(returns);
        var i = 0;
        for (; i + Lanes.Count <= returns.Length; i += Lanes.Count)
            Logarithms(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref x, (nuint)i + 1)).StoreUnsafe(ref r, (nuint)i);
        for (; i < returns.Length; i++)
            returns[i] = Logarithm(values[i], values[i + 1]);
        return returns;
    }

    /// <summary>
    /// Sample covariance (n − 1) of a curve's log-returns with a column: Σ ln(x[i + 1]/x[i])·(y[i] − ȳ) ÷ (n − 1), which needs no mean of
    /// the first.
    /// </summary>
    /// <param name="values">The curve.</param>
    /// <param name="other">y, one fewer than the values.</param>
    /// <param name="otherMean">ȳ.</param>
    public static double Covariance(ReadOnlySpan<double> values, ReadOnlySpan<double> other, double otherMean)
    {
        ref var x = ref MemoryMarshal.GetReference(values);
        ref var y = ref MemoryMarshal.GetReference(other);
        var (lanes, mean, i) = (Vector512<double>.Zero, Vector512.Create(otherMean), 0);
        for (; i + Lanes.Count <= other.Length; i += Lanes.Count)
        {
            var (now, next) = (Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref x, (nuint)i + 1));
            if (!Vector512.EqualsAll(now, next))
                lanes += Logarithms(now, next) * (Vector512.LoadUnsafe(ref y, (nuint)i) - mean);
        }
        var sum = Lanes.Sum(lanes);
        for (; i < other.Length; i++)
            sum += Logarithm(values[i], values[i + 1]) * (other[i] - otherMean);
        return other.Length < 2 ? double.NaN : sum / (other.Length - 1);
    }

    private static Vector512<double> Logarithms(Vector512<double> now, Vector512<double> next)
    {
        var s = (next - now) / (next + now);
        if (Vector512.LessThanOrEqualAll(Vector512.Abs(s), Vector512.Create(SeriesLimit)))
            return Series(s);
        Span<double> logs = stackalloc double[Lanes.Count];
        for (var i = 0; i < Lanes.Count; i++)
            logs[i] = Logarithm(now[i], next[i]);
        return Vector512.Create(logs);
    }

    private static double Logarithm(double now, double next)
    {
        if (now == next)
            return 0;
        var s = (next - now) / (next + now);
        return Math.Abs(s) <= SeriesLimit ? Series(Vector512.Create(s))[0] : Math.Log(next / now);
    }

    private static Vector512<double> Series(Vector512<double> s)
    {
        var z = s * s;
        var sum = Vector512.Create(2.0 / 13);
        sum = (sum * z) + Vector512.Create(2.0 / 11);
        sum = (sum * z) + Vector512.Create(2.0 / 9);
        sum = (sum * z) + Vector512.Create(2.0 / 7);
        sum = (sum * z) + Vector512.Create(2.0 / 5);
        sum = (sum * z) + Vector512.Create(2.0 / 3);
        return ((sum * z) + Vector512.Create(2.0)) * s;
    }
}
