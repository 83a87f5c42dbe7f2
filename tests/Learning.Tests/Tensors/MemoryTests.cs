using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Tensors;

/// <summary>Memory of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public void WganGpTraining_FifteenHundredSteps_LiveTensorsAndResidentMemoryFlat()
    {
        set_num_threads(1);
        using var gan = new Wgan(7);
        for (var i = 0; i < 300; i++)
            gan.Step();
        var (tensors, resident) = (DisposeScopeManager.Statistics.ThreadTotalLiveCount, ResidentMiB());
        for (var i = 0; i < 1500; i++)
            Assert.True(double.IsFinite(gan.Step()));
        Assert.Equal(tensors, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.InRange(ResidentMiB() - resident, -1000, 24);
    }

    private static double ResidentMiB()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
