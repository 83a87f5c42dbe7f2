using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Turns the native side's failure results into exceptions.</summary>
internal static unsafe class Failure
{
    /// <summary>Throws when <paramref name="status"/> is negative.</summary>
    internal static void ThrowIfNegative(long status)
    {
        if (status < 0)
            Throw();
    }

    /// <summary>Throws the last native failure of this thread.</summary>
    [DoesNotReturn]
    internal static void Throw() => throw new TorchException(Marshal.PtrToStringUTF8((nint)Methods.st_last_error()) ?? "unknown failure");
}
