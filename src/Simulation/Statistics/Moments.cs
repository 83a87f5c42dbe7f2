using System.Runtime.Intrinsics;

namespace Simulator.Statistics;

/// <summary>Moments of a sample, in two passes, four values at a time. NaN where there are too few values.</summary>
public static class Moments
{
    /// <summary>Arithmetic mean; NaN of none.</summary>
    public static double Mean(ReadOnlySpan<double> x)
    {
        var (lanes, i) = (Vector256<double>.Zero, 0);
        for (; i + 4 <= x.Length; i += 4)
            lanes += Vector256.Create(x.Slice(i, 4));
        var sum = Vector256.Sum(lanes);
        for (; i < x.Length; i++)
            sum += x[i];
        return x.Length == 0 ? double.NaN : sum / x.Length;
    }

    /// <summary>Sample variance, Σ(x−x̄)²/(n−1); NaN below two values.</summary>
    public static double Variance(ReadOnlySpan<double> x) => Covariance(x, x);

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
        var (lanes, i) = (Vector256<double>.Zero, 0);
        for (; i + 4 <= x.Length; i += 4)
        {
            var below = Vector256.Min(Vector256.Create(x.Slice(i, 4)), Vector256<double>.Zero);
            lanes += below * below;
        }
        var sum = Vector256.Sum(lanes);
        for (; i < x.Length; i++)
            sum += x[i] < 0 ? x[i] * x[i] : 0;
        return x.Length == 0 ? double.NaN : Math.Sqrt(sum / x.Length);
    }

    /// <summary>Sample covariance (n−1) of two samples of one length.</summary>
    public static double Covariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var mx = Mean(x);
        var my = x == y ? mx : Mean(y);
        var (lanes, i) = (Vector256<double>.Zero, 0);
        var (vx, vy) = (Vector256.Create(mx), Vector256.Create(my));
        for (; i + 4 <= x.Length; i += 4)
            lanes += (Vector256.Create(x.Slice(i, 4)) - vx) * (Vector256.Create(y.Slice(i, 4)) - vy);
        var sum = Vector256.Sum(lanes);
        for (; i < x.Length; i++)
            sum += (x[i] - mx) * (y[i] - my);
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
            sum += power switch { 2 => square, 3 => square * d, _ => square * square };
        }
        return sum;
    }
}
