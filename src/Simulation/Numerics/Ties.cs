using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Simulator.Numerics;

/// <summary>
/// Comparisons in which equal is equal. Prices are decimals, doubles are not: two averages that are equal on paper differ by what was
/// rounded away, and the sign of that is decided by the order of the additions or by the unit of the price. A difference within the
/// rounding of both sides counts as none. Named strategies, rules and the vectorised loops ask here
/// (<c>docs/decisions/0024-equal-is-equal.md</c>).
/// </summary>
internal static class Ties
{
    /// <summary>
    /// Rounding of a price and of what is made of prices by few operations, as a fraction of it: 2⁻⁴⁰, 13 bits above the rounding of a
    /// double. An exponential average of n numbers rounds by at most ¾·n·2⁻⁵³, so windows of ten thousand bars are below it; one tick of a
    /// price of eight digits in a mean of a thousand numbers is ten times above it.
    /// </summary>
    public const double PriceUnit = 1.0 / (1L << 40);

    /// <summary>
    /// Rounding of a ratio of price differences (an oscillator, a number of deviations), as a fraction of its range: 2⁻³⁰. The price is up
    /// to a million ticks, so the rounding of a difference of some ticks is up to a million times that of the price.
    /// </summary>
    public const double RatioUnit = 1.0 / (1L << 30);

    /// <summary>
    /// Rounding of a forecast, in units of its own standard deviation: 2⁻²⁰. Networks draw in single precision, whose rounding is 2⁻²⁴; a
    /// mean of a millionth of a deviation could not be told from none by 10¹² draws.
    /// </summary>
    public const double ForecastUnit = 1.0 / (1L << 20);

    /// <summary>Rounding of two prices that may be equal: of the nearer to zero, so that nothing is equal to infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PriceNoise(double a, double b) => PriceUnit * Math.Min(Math.Abs(a), Math.Abs(b));

    /// <summary>Rounding of a price or an average of prices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Noise(double price) => PriceUnit * Math.Abs(price);

    /// <summary>The sign of a − b for two prices or averages of prices; 0 where they are equal up to rounding or not known.</summary>
    public static int Sign(double a, double b) => Sign(a, b, PriceNoise(a, b));

    /// <summary>The sign of a − b; 0 where they are no further apart than <paramref name="noise"/> ≥ 0, or not known.</summary>
    public static int Sign(double a, double b, double noise)
    {
        // Numbers near the end of the range overflow in a difference, not in a comparison.
        if (a == b)
            return 0;
        var gap = a - b;
        return gap > noise ? 1
            : gap < -noise ? -1
            : 0;
    }

    /// <summary>Whether a is above b, both prices or averages of prices.</summary>
    public static bool IsAbove(double a, double b) => Sign(a, b) > 0;

    /// <summary>Whether a is below b, both prices or averages of prices.</summary>
    public static bool IsBelow(double a, double b) => Sign(a, b) < 0;

    /// <summary>Whether a is above b or equal to it up to rounding; false where one is not known.</summary>
    public static bool IsAtLeast(double a, double b) => a >= b || Math.Abs(a - b) <= PriceNoise(a, b);

    /// <summary>Whether a is below b or equal to it up to rounding; false where one is not known.</summary>
    public static bool IsAtMost(double a, double b) => IsAtLeast(b, a);

    /// <summary>Whether side·(a − b) is not above zero: for a buyer a is at or below b. False where one is not known.</summary>
    public static bool IsAtOrBehind(int side, double a, double b) => side > 0 ? IsAtMost(a, b) : IsAtLeast(a, b);

    /// <summary>The sign of an oscillator of 0 … 100 less a level; 0 where it is on it up to rounding.</summary>
    public static int SignOfPercent(double value, double level) => Sign(value, level, 100 * RatioUnit);

    /// <summary>The sign of a number of deviations less a level; 0 where it is on it up to rounding.</summary>
    public static int SignOfRatio(double value, double level) =>
        Sign(value, level, RatioUnit * Math.Max(1, Math.Min(Math.Abs(value), double.MaxValue)));

    /// <summary>a − b for two prices or averages of prices, exactly 0 where they are equal up to rounding.</summary>
    public static double Difference(double a, double b) => Difference(a, b, PriceNoise(a, b));

    /// <summary>a − b, exactly 0 where they are no further apart than <paramref name="noise"/> ≥ 0.</summary>
    public static double Difference(double a, double b, double noise)
    {
        var gap = a - b;
        return Math.Abs(gap) <= noise ? 0 : gap;
    }

    /// <summary>Of eight pairs at once, the bits of those where a is above b and of those where it is below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong Above, ulong Below) Signs(Vector512<double> a, Vector512<double> b)
    {
        var noise = Vector512.Min(Vector512.Abs(a), Vector512.Abs(b)) * Vector512.Create(PriceUnit);
        var gap = a - b;
        return (
            Vector512.GreaterThan(gap, noise).ExtractMostSignificantBits(),
            Vector512.LessThan(gap, -noise).ExtractMostSignificantBits()
        );
    }
}
