using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Simulator.Learning.Native;

/// <summary>
/// Loads TorchSharp's native library where the system's C++ library is one version too old for it (Debian 12, Ubuntu 22.04). It was
/// linked with GCC 13 and asks for <c>GLIBCXX_3.4.32</c>; only one symbol bears that version and nothing ever calls it, so the need can be
/// weak. The package's file stays as it is: the change is made to a copy in memory. On newer systems nothing of this runs, because the
/// runtime asks here only after it failed itself.
/// </summary>
public static class TorchLibrary
{
    private const string Name = "LibTorchSharp";
    private const string NewestVersion = "GLIBCXX_3.4.32";

    private const string Remedy =
        "Install the C++ library that it asks for (apt-get install -y libstdc++6; Debian 13 and Ubuntu 24.04 have a newer one), or build "
        + "and copy the program's whole folder again.";

    // A file in memory has no folder to look in: what it needs is loaded before it, by path, in this order.
    private static readonly string[] s_needed = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];
    private static readonly Lazy<nint> s_handle = new(() => Load(Find(), NewestVersion, s_needed));
    private static readonly Lazy<string> s_identity = new(Identify);

    /// <summary>
    /// Which native files lie there, without loading them: name, length and beginning (where its segments are listed) of each. On other
    /// systems than Linux empty: there TorchSharp's own version stands for them.
    /// </summary>
    public static string Identity => s_identity.Value;

    /// <summary>Version of libtorch. Loads it.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the text says why and what to install.</exception>
    public static string Version
    {
        get
        {
            Require();
            return torch.__version__;
        }
    }

    /// <summary>
    /// Loads the native library. TorchSharp itself would look in many places, copy 490 MB while it does, and end with a page of text.
    /// </summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the text says why and what to install.</exception>
    public static void Require()
    {
        if (OperatingSystem.IsLinux())
            _ = s_handle.Value;
        torch.InitializeDeviceType(DeviceType.CPU);
    }

    /// <summary>
    /// Loads the native library and computes on one thread: on small machines several spin against each other, and sums depend on how many
    /// there are.
    /// </summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the text says why and what to install.</exception>
    public static void UseOneThread()
    {
        Require();
        torch.set_num_threads(1);
    }

#pragma warning disable CA2255 // the one place that is certain to come before the first call of TorchSharp
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        if (OperatingSystem.IsLinux())
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == Name ? s_handle.Value : 0;
    }

    /// <summary>Loads a library as it is, or with one needed version made weak where that is what it lacks.</summary>
    /// <param name="file">The library.</param>
    /// <param name="version">The version that the system may lack.</param>
    /// <param name="needed">Files beside it that it needs, in the order of loading.</param>
    /// <exception cref="DllNotFoundException">It cannot be loaded either way: the loader's reason and what to install.</exception>
    internal static nint Load(string file, string version, params ReadOnlySpan<string> needed)
    {
        if (NativeLibrary.TryLoad(file, out var handle))
            return handle;
        try
        {
            var library = File.ReadAllBytes(file);
            if (!ElfVersionNeeds.MarkWeak(library, version))
                return NativeLibrary.Load(file);
            foreach (var other in needed)
                NativeLibrary.Load(Path.Combine(Path.GetDirectoryName(file)!, other));
            return MemoryLibrary.Load(Name, library);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or IOException)
        {
            throw new DllNotFoundException($"'{file}' cannot be loaded: {Reason(e.Message)}. {Remedy}", e);
        }
    }

    private static string Identify() => OperatingSystem.IsLinux() ? NativeFiles.Identity(Path.GetDirectoryName(Find())!) : "";

    private static string Find() =>
        NativeFiles.Find($"lib{Name}.so")
        ?? throw new DllNotFoundException($"lib{Name}.so is missing: it must lie beside the program. {Remedy}");

    // The runtime's sentence comes first, then a line for every place where the loader looked; the one that tells why is what matters.
    private static string Reason(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var why =
            lines.FirstOrDefault(l => l.Contains("version `", StringComparison.Ordinal))
            ?? lines.Skip(1).FirstOrDefault(l => !l.EndsWith("No such file or directory", StringComparison.Ordinal))
            ?? lines.LastOrDefault("no reason given");
        return why.TrimEnd('.');
    }
}
