using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Native;

/// <summary>
/// Loads libsimulator_torch (and with it libtorch) on first use. Before that, it pins OpenBLAS and OpenMP to one thread unless the user
/// chose otherwise: with more, their spinning threads fight on small machines and sums depend on the number of cores.
/// </summary>
internal static unsafe class LibraryLoader
{
    private const string Remedy =
        "Install libtorch (Debian: apt-get install -y libtorch-dev libopenblas0-pthread), or build with -p:LIBTORCH=/folder and keep that folder in place.";

    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(LibraryLoader).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != Methods.Library)
            return 0;
        UseOneThreadUnlessSet("OPENBLAS_NUM_THREADS");
        UseOneThreadUnlessSet("OMP_NUM_THREADS");
        return Load(assembly);
    }

    private static nint Load(Assembly assembly)
    {
        var file = Path.Combine(Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory, "libsimulator_torch.so");
        if (!File.Exists(file))
            throw new LibtorchNotFoundException($"'{file}' is missing: it is built with this program and must lie beside it. Build again, or copy the whole output folder.");
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new LibtorchNotFoundException($"'{file}' could not be loaded: {FirstLine(e.Message)}. {Remedy}");
        }
    }

    private static string FirstLine(string text) => text.Split('\n').FirstOrDefault(l => l.Contains("cannot open", StringComparison.Ordinal) || l.Contains("symbol", StringComparison.Ordinal))?.Trim() ?? text.Split('\n')[0];

    private static void UseOneThreadUnlessSet(string variable)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            return;
        // The C environment, which OpenBLAS reads; .NET's own copy is not passed on.
        fixed (byte* name = Encoding.ASCII.GetBytes(variable + "\0"))
        fixed (byte* one = "1\0"u8)
            _ = setenv(name, one, 0);
    }

    [DllImport("libc")]
    private static extern int setenv(byte* name, byte* value, int overwrite);
}
