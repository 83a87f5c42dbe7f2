using System.Globalization;
using static TorchSharp.torch;

namespace Simulator.Tests.Torch;

public sealed class MemoryTests
{
    [Fact]
    public void WganGpTraining_ThreeThousandSteps_LiveTensorsAndResidentMemoryFlat()
    {
        set_num_threads(1);
        using var gan = new Wgan(7);
        for (var i = 0; i < 300; i++)
            gan.Step();
        var (tensors, resident) = (DisposeScopeManager.Statistics.ThreadTotalLiveCount, ResidentMiB());
        for (var i = 0; i < 3000; i++)
            Assert.True(double.IsFinite(gan.Step()));
        Assert.Equal(tensors, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.InRange(ResidentMiB() - resident, -1000, 24);
    }

    [Fact]
    public void Finalizer_UndisposedTensors_NativeMemoryIsFreed()
    {
        var before = ResidentMiB();
        for (var round = 0; round < 50; round++)
        {
            for (var i = 0; i < 10; i++)
                zeros(1_000_000).fill_(1);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.InRange(ResidentMiB() - before, -1000, 200); // 2,000 MiB were allocated
    }

    private static double ResidentMiB()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
