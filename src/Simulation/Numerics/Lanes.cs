using System.Runtime.Intrinsics;

namespace Simulator.Numerics;

/// <summary>
/// Eight partial sums that become one, always in the same order: sums are then the same bits on every machine, whether it adds eight
/// numbers at once or one after the other.
/// </summary>
internal static class Lanes
{
    /// <summary>Numbers taken at once.</summary>
    public const int Count = 8;

    /// <summary>The sum of the eight.</summary>
    public static double Sum(Vector512<double> lanes)
    {
        var half = lanes.GetLower() + lanes.GetUpper();
        var pair = half.GetLower() + half.GetUpper();
        return pair[0] + pair[1];
    }

    /// <summary>The smallest of the eight.</summary>
    public static double Min(Vector512<double> lanes)
    {
        var half = Vector256.Min(lanes.GetLower(), lanes.GetUpper());
        var pair = Vector128.Min(half.GetLower(), half.GetUpper());
        return Math.Min(pair[0], pair[1]);
    }
}
