using System.Runtime.InteropServices;
using Simulator.Learning.Native;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Native;

public sealed class TorchLibraryTests : IDisposable
{
    // Every system's C++ library has the first, none the second.
    private const string There = "GLIBCXX_3.4",
        Missing = "GLIBCXX_9.9.99";

    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-library-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void Load_VersionThere_TakesTheFileAsItIs()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "ELF libraries are Linux's");
        var file = Write("there", There);

        var handle = TorchLibrary.Load(file, There);

        Assert.NotEqual(0, handle);
        Assert.Contains(file, Maps(), StringComparison.Ordinal);
        NativeLibrary.Free(handle);
    }

    [SkippableFact]
    public void Load_VersionMissing_LoadsACopyFromMemoryAndLeavesTheFile()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "ELF libraries are Linux's");
        var file = Write("missing", There, Missing);
        var before = File.ReadAllBytes(file);
        Assert.False(NativeLibrary.TryLoad(file, out _));

        var handle = TorchLibrary.Load(file, Missing);

        Assert.NotEqual(0, handle);
        Assert.DoesNotContain(file, Maps(), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(file));
        NativeLibrary.Free(handle);
    }

    [SkippableFact]
    public void Load_AnotherVersionMissing_IsTheLoadersReasonAndWhatToInstall()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "ELF libraries are Linux's");
        var file = Write("newer", There, Missing);

        var error = Assert.Throws<DllNotFoundException>(() => TorchLibrary.Load(file, "GLIBCXX_3.4.32"));

        Assert.Contains($"version `{Missing}' not found", error.Message, StringComparison.Ordinal);
        Assert.Contains("Install", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [SkippableFact]
    public void Load_NeededFileAbsent_NamesIt()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "ELF libraries are Linux's");
        var file = Write("alone", Missing);

        var error = Assert.Throws<DllNotFoundException>(() => TorchLibrary.Load(file, Missing, "libabsent.so"));

        Assert.Contains("libabsent.so", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void MemoryLibrary_EitherWay_Loads()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "ELF libraries are Linux's");
        var library = MadeLibrary.Asking(There);

        Assert.True(MemoryLibrary.TryLoadFromMemory("made", library, out var fromMemory));
        var fromFile = MemoryLibrary.LoadFromTemporaryFile("made", library);

        Assert.NotEqual(0, fromFile);
        NativeLibrary.Free(fromMemory);
        NativeLibrary.Free(fromFile);
    }

    [Fact]
    public void Torch_OnThisMachine_LoadsInTheWayThatItsSystemNeeds()
    {
        using var sum = ones(2).sum();

        Assert.Equal(2, sum.item<float>());
        if (!OperatingSystem.IsLinux())
            return;
        var file = NativeFiles.Find("libLibTorchSharp.so")!;
        var systemIsNewEnough = NativeLibrary.TryLoad(file, out _);
        Assert.Equal(systemIsNewEnough, Maps().Contains(file, StringComparison.Ordinal));
        Assert.Equal(systemIsNewEnough, !Maps().Contains("LibTorchSharp (deleted)", StringComparison.Ordinal));
    }

    [Fact]
    public void Identity_OfTheNativeFiles_ChangesWithAnyOfThem()
    {
        File.WriteAllText(Path.Combine(_folder, "libone.so"), "one");
        File.WriteAllText(Path.Combine(_folder, "libtwo.so.1"), "two");
        var before = NativeFiles.Identity(_folder);
        Assert.Equal(before, NativeFiles.Identity(_folder));

        File.WriteAllText(Path.Combine(_folder, "libtwo.so.1"), "owt");

        Assert.NotEqual(before, NativeFiles.Identity(_folder));
        Assert.Matches("^[0-9a-f]{12}$", TorchLibrary.Identity);
    }

    [Fact]
    public void Output_HoldsNoNativeFilesOfTorch_ThatNobodyLoads()
    {
        var folder = Path.GetDirectoryName(NativeFiles.Find("libLibTorchSharp.so"))!;
        var torch = Directory.GetFiles(folder).Select(Path.GetFileName).Where(f => f != "libe_sqlite3.so");

        Assert.Equal(
            ["libLibTorchSharp.so", "libc10.so", "libgomp-98b21ff3.so.1", "libtorch.so", "libtorch_cpu.so"],
            torch.Order(StringComparer.Ordinal)
        );
    }

    private string Write(string name, params string[] versions)
    {
        var file = Path.Combine(_folder, $"lib{name}.so");
        File.WriteAllBytes(file, MadeLibrary.Asking(versions));
        return file;
    }

    private static string Maps() => File.ReadAllText("/proc/self/maps");
}
