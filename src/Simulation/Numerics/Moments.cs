using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simulator.Numerics;

/// <summary>Moments of a sample, in two passes, eight values at a time. NaN if there are too few values.</summary>
public static class Moments
{
    /// <summary>Arithmetic mean; NaN of none.</summary>
    public static double Mean(ReadOnlySpan<double> x)
    {
        ref var start = ref MemoryMarshal.GetReference(x);
        var (lanes, i) = (Vector512<double>.Zero, 0);
        for (; i + Lanes.Count <= x.Length; i += Lanes.Count)
            lanes += Vector512.LoadUnsafe(ref start, (nuint)i);
        var sum = Lanes.Sum(lanes);
        for (; i < x.Length; i++)
            sum += x[i];
        return x.Length == 0 ? double.NaN : sum / x.Length;
    }

    /// <summary>Sample variance, Σ(x−x̄)²/(n−1); NaN below two values.</summary>
    public static double Variance(ReadOnlySpan<double> x) => Variance(x, Mean(x));

    /// <summary>Sample variance around a mean that is known already; NaN below two values.</summary>
    public static double Variance(ReadOnlySpan<double> x, double mean) => Covariance(x, x, mean, mean);

    /// <summary>Sample standard deviation (n−1).</summary>
    public static double StandardDeviation(ReadOnlySpan<double> x) => Math.Sqrt(Variance(x));

    /// <summary>Population skewness m₃/m₂^1.5; NaN where nothing varies.</summary>
    public static double Skewness(ReadOnlySpan<double> x)
    {
        var m2 = CentralSum(x, 2) / x.Length;
        return Ratio(CentralSum(x, 3) / x.Length, Math.Pow(m2, 1.5));
    }

    /// <summary>Population kurtosis m₄/m₂², 3 for a normal (not the excess); NaN where nothing varies.</summary>
    public static double Kurtosis(ReadOnlySpan<double> x)
    {
        var m2 = CentralSum(x, 2) / x.Length;
        return Ratio(CentralSum(x, 4) / x.Length, m2 * m2);
    }

    /// <summary>Root of the mean square of what lies below zero: √(Σ min(x, 0)²/n).</summary>
    public static double Downside(ReadOnlySpan<double> x)
    {
        ref var start = ref MemoryMarshal.GetReference(x);
        var (lanes, i) = (Vector512<double>.Zero, 0);
        for (; i + Lanes.Count <= x.Length; i += Lanes.Count)
        {
            var below = Vector512.Min(Vector512.LoadUnsafe(ref start, (nuint)i), Vector512<double>.Zero);
            lanes += below * below;
        }
        var sum = Lanes.Sum(lanes);
        for (; i < x.Length; i++)
            sum += x[i] < 0 ? x[i] * x[i] : 0;
        return x.Length == 0 ? double.NaN : Math.Sqrt(sum / x.Length);
    }

    /// <summary>Sample covariance (n−1) of two samples of one length.</summary>
    public static double Covariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Covariance(x, y, Mean(x), Mean(y));

    private static double Covariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double meanX, double meanY)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length, nameof(y));
        ref var startX = ref MemoryMarshal.GetReference(x);
        ref var startY = ref MemoryMarshal.GetReference(y);
        var (lanes, i) = (Vector512<double>.Zero, 0);
        var (vx, vy) = (Vector512.Create(meanX), Vector512.Create(meanY));
        for (; i + Lanes.Count <= x.Length; i += Lanes.Count)
            lanes += (Vector512.LoadUnsafe(ref startX, (nuint)i) - vx) * (Vector512.LoadUnsafe(ref startY, (nuint)i) - vy);
        var sum = Lanes.Sum(lanes);
        for (; i < x.Length; i++)
            sum += (x[i] - meanX) * (y[i] - meanY);
        return x.Length < 2 ? double.NaN : sum / (x.Length - 1);
    }

    /// <summary>A quotient that is undefined (NaN), not infinite, where the divisor is zero.</summary>
    public static double Ratio(double dividend, double divisor) => divisor == 0 ? double.NaN : dividend / divisor;

    private static double CentralSum(ReadOnlySpan<double> x, int power)
    {
        var (mean, sum) = (Mean(x), 0.0);
        foreach (var v in x)
        {
            var d = v - mean;
            var square = d * d;
            sum += power switch
            {
                2 => square,
                3 => square * d,
                _ => square * square,
            };
        }
        return sum;
    }
}
