using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Simulator.Bench.Engine;

/// <summary>The machine in a line, for tables of measurements.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, vector width, memory, runtime, system.</summary>
    public static string Describe()
    {
        var width =
            Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? 512
            : Avx2.IsSupported ? 256
            : 128;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Processor()}, {Environment.ProcessorCount} cores seen, vectors of {width} bits, {memory:0} GB, "
                + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, "
                + $"{RuntimeInformation.ProcessArchitecture}"
        );
    }

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "processor unknown" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
