using System.Runtime.CompilerServices;

namespace Simulator.Backtesting;

/// <summary>The side of a signed number of units.</summary>
internal static class Direction
{
    /// <summary>+1, −1 or 0; 0 also for NaN. Inlined, unlike <see cref="Math.Sign(double)"/>, which has an exception to throw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(double units) => units > 0 ? 1 : units < 0 ? -1 : 0;
}
