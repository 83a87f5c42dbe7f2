using System.Runtime.InteropServices;

namespace Simulator.Runs;

/// <summary>Whether two columns are the same to the last bit; NaN equals itself.</summary>
internal static class BitwiseEquality
{
    public static bool Holds(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));
}
