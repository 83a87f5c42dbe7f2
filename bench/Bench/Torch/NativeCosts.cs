using System.Diagnostics;
using System.Globalization;

namespace Simulator.Bench.Torch;

/// <summary>What libtorch's own C++ interface costs on this machine right now: compiles and runs native_costs.cpp.</summary>
internal static class NativeCosts
{
    internal static Dictionary<string, double> Measure()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "native_costs.cpp");
        var program = Path.Combine(Path.GetTempPath(), "simulator_native_costs");
        var libtorch = Environment.GetEnvironmentVariable("LIBTORCH");
        var paths = string.IsNullOrEmpty(libtorch)
            ? "-I/usr/include/torch/csrc/api/include"
            : $"-I{libtorch}/include -I{libtorch}/include/torch/csrc/api/include -L{libtorch}/lib -Wl,-rpath,{libtorch}/lib";
        Output("g++", $"-std=c++17 -O2 -w {paths} {source} -o {program} -ltorch_cpu -lc10");
        return Output(program, "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('\t'))
            .ToDictionary(p => p[0], p => double.Parse(p[1], CultureInfo.InvariantCulture));
    }

    private static string Output(string program, string arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"'{program} {arguments}' ended with {process.ExitCode}");
    }
}
