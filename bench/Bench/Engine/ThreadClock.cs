using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Simulator.Bench.Engine;

/// <summary>
/// Processor time of the calling thread: what other threads and other programs take of the machine is not counted. Wall time where the
/// system has no such clock.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    /// <summary>Milliseconds since some moment.</summary>
    public static double Milliseconds =>
        OperatingSystem.IsLinux() && ReadClock(ThreadCpuTime, out var time) == 0
            ? (time.Seconds * 1e3) + (time.Nanoseconds * 1e-6)
            : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
