using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>Moments of a sample of returns that several statistics share, in two passes.</summary>
/// <param name="Count">Returns.</param>
/// <param name="Mean">Arithmetic mean; NaN of none.</param>
/// <param name="Variance">Σ(r−r̄)²/(n−1); NaN below two.</param>
/// <param name="Downside">√(Σ min(r, 0)²/n); NaN of none.</param>
/// <param name="Lowest">Smallest; +∞ of none.</param>
internal readonly record struct ReturnMoments(int Count, double Mean, double Variance, double Downside, double Lowest)
{
    /// <summary>Of a sample.</summary>
    public static ReturnMoments Of(ReadOnlySpan<double> returns)
    {
        ref var r = ref MemoryMarshal.GetReference(returns);
        var (sums, squares, lows, i) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512.Create(double.PositiveInfinity), 0);
        for (; i + Lanes.Count <= returns.Length; i += Lanes.Count)
        {
            var x = Vector512.LoadUnsafe(ref r, (nuint)i);
            var below = Vector512.Min(x, Vector512<double>.Zero);
            (sums, squares, lows) = (sums + x, squares + (below * below), Vector512.Min(lows, x));
        }
        var (sum, square, low) = (Lanes.Sum(sums), Lanes.Sum(squares), Lanes.Min(lows));
        for (; i < returns.Length; i++)
        {
            var below = Math.Min(returns[i], 0);
            (sum, square, low) = (sum + returns[i], square + (below * below), Math.Min(low, returns[i]));
        }
        var mean = returns.Length == 0 ? double.NaN : sum / returns.Length;
        return new ReturnMoments(
            returns.Length,
            mean,
            Moments.Variance(returns, mean),
            returns.Length == 0 ? double.NaN : Math.Sqrt(square / returns.Length),
            low
        );
    }
}
