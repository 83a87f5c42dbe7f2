using Simulator.Store.Jobs;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>What is read from the answers of <c>nvidia-smi</c>.</summary>
public sealed class NvidiaGpuMeterTests : IDisposable
{
    private static readonly string[] s_cards = ["GPU-a, 12, 900, 16384", "GPU-b, 87, 2048, 81559"];
    private static readonly string[] s_processes = ["GPU-a, 411, 300", "GPU-b, 412, 1024"];
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-gpu-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_AProcessOnACard_IsTheUseOfThatCard_AndTheMemoryOfTheProcess() =>
        Assert.Equal(new GpuUse(0.87, 1024L << 20, 81559L << 20), NvidiaGpuMeter.Read(s_cards, s_processes, 412, isAsked: false));

    [Fact]
    public void Read_AProcessOnNoCard_IsNothing_UnlessItWasToldToUseOne()
    {
        Assert.Null(NvidiaGpuMeter.Read(s_cards, s_processes, 5, isAsked: false));
        Assert.Equal(new GpuUse(0.12, 900L << 20, 16384L << 20), NvidiaGpuMeter.Read(s_cards, s_processes, 5, isAsked: true));
    }

    [Fact]
    public void Read_FiguresThatAreNotTold_CountNothing() =>
        Assert.Equal(new GpuUse(0, 0, 0), NvidiaGpuMeter.Read(["GPU-a, [N/A], [N/A], [N/A]"], ["GPU-a, 5, [N/A]"], 5, isAsked: false));

    [Fact]
    public async Task Of_WithoutTheProgram_IsNothing() =>
        Assert.Null(await new NvidiaGpuMeter(Path.Combine(_folder, "none")).OfAsync(1, isAsked: true));

    [SkippableFact]
    public async Task Of_AProgramThatAnswers_ReadsIt()
    {
        Skip.If(OperatingSystem.IsWindows());
        var program = Path.Combine(_folder, "smi");
        await File.WriteAllTextAsync(
            program,
            "#!/bin/sh\ncase \"$1\" in *compute-apps*) echo 'GPU-b, 412, 1024';; *) echo 'GPU-b, 87, 2048, 81559';; esac\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal(new GpuUse(0.87, 1024L << 20, 81559L << 20), await new NvidiaGpuMeter(program).OfAsync(412, isAsked: false));
    }
}
