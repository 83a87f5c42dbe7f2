using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Simulator.Learning.Native;

/// <summary>
/// Loads a native library from bytes on Linux: from a file in memory, or from a temporary file where such files are forbidden.
/// </summary>
internal static partial class MemoryLibrary
{
    private const uint CloseOnExec = 1; // MFD_CLOEXEC

    /// <summary>Loads the library. What it needs must be loaded already, since it lies beside none of it.</summary>
    /// <param name="name">For people: it shows in the process's map of memory.</param>
    /// <param name="library">The library's file.</param>
    /// <exception cref="DllNotFoundException">The loader's reason.</exception>
    public static nint Load(string name, byte[] library) =>
        TryLoadFromMemory(name, library, out var handle) ? handle : LoadFromTemporaryFile(name, library);

    /// <summary>From a file that has no name on any disk.</summary>
    internal static bool TryLoadFromMemory(string name, byte[] library, out nint handle)
    {
        handle = 0;
        using var file = new SafeFileHandle(Create(name), ownsHandle: true);
        if (file.IsInvalid)
            return false;
        RandomAccess.Write(file, library, 0);
        return NativeLibrary.TryLoad(FormattableString.Invariant($"/proc/self/fd/{file.DangerousGetHandle()}"), out handle);
    }

    /// <summary>From a file that only its user may read, removed as soon as it is loaded.</summary>
    internal static nint LoadFromTemporaryFile(string name, byte[] library)
    {
        var folder = Directory.CreateTempSubdirectory("simulator-").FullName;
        try
        {
            var file = Path.Combine(folder, $"{name}-{Convert.ToHexStringLower(SHA256.HashData(library))[..12]}.so");
            File.WriteAllBytes(file, library);
            return NativeLibrary.Load(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static nint Create(string name)
    {
        try
        {
            return CreateMemoryFile(name, CloseOnExec);
        }
        catch (EntryPointNotFoundException)
        {
            return -1; // a C library from before 2018
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemoryFile(string name, uint flags);
}
