using System.Numerics;
using System.Runtime.Intrinsics;
using Simulator.Numerics;

namespace Simulator.Rules.Columns;

/// <summary>
/// Which pairs of numbers are so close that their rounding must be asked for (<see cref="Column.NoiseAt"/>), which is seldom: the cheap
/// question before the exact one.
/// </summary>
internal static class NearTie
{
    /// <summary>Far above the rounding of anything, far below what prices differ by.</summary>
    private const double Relative = 1.0 / (1L << 20);

    /// <summary>Whether two numbers may be equal up to rounding; false where one is unknown.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <param name="floor">Rounding of both that does not shrink with them.</param>
    public static bool Is(double a, double b, double floor) => Math.Abs(a - b) <= (Relative * Math.Max(Math.Abs(a), Math.Abs(b))) + floor;

    /// <summary>Whether what is left of numbers as large as <paramref name="scale"/> may be only what was rounded away.</summary>
    public static bool IsRest(double value, double scale) => Math.Abs(value) <= Relative * scale;

    /// <summary>Of eight pairs from an index of the block on, the bits of those where a is above b, and below.</summary>
    public static (ulong Above, ulong Below) Signs(
        Column a,
        Column b,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        int index,
        double floor
    )
    {
        var (first, second) = (Vector512.Create(x.Slice(index, 8)), Vector512.Create(y.Slice(index, 8)));
        var close = (Vector512.Max(Vector512.Abs(first), Vector512.Abs(second)) * Relative) + Vector512.Create(floor);
        var near = Vector512.LessThanOrEqual(Vector512.Abs(first - second), close).ExtractMostSignificantBits();
        var above = Vector512.GreaterThan(first, second).ExtractMostSignificantBits();
        var below = Vector512.LessThan(first, second).ExtractMostSignificantBits();
        for (; near != 0; near &= near - 1)
        {
            var k = BitOperations.TrailingZeroCount(near);
            if (Sign(a, b, x[index + k], y[index + k], index + k, floor) != 0)
                continue;
            above &= ~(1UL << k);
            below &= ~(1UL << k);
        }
        return (above, below);
    }

    /// <summary>The sign of a − b at an index of the block of both; 0 where they are equal up to rounding or unknown.</summary>
    public static int Sign(Column a, Column b, double x, double y, int index, double floor) =>
        Is(x, y, floor) ? Ties.Sign(x, y, a.NoiseAt(index) + b.NoiseAt(index))
        : x > y ? 1
        : x < y ? -1
        : 0;
}
