using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Simulator.Store.Database;

/// <summary>
/// Which file system a folder is on. SQLite's write-ahead log needs shared memory between its readers, which a network file
/// system does not have: two machines would silently corrupt the database.
/// </summary>
public static partial class FileSystemCheck
{
    // linux/magic.h
    private static readonly Dictionary<uint, string> s_network = new()
    {
        [0x6969] = "NFS",
        [0xFF534D42] = "CIFS",
        [0xFE534D42] = "SMB",
        [0x517B] = "SMB",
        [0x5346414F] = "AFS",
    };

    private static readonly Dictionary<uint, string> s_unsure = new()
    {
        [0x01021997] = "9p",
        [0x65735546] = "FUSE",
        [0x00C36400] = "Ceph",
    };

    /// <summary>Whether the write-ahead log works on the file system that holds <paramref name="folder"/>.</summary>
    public static FileSystemVerdict Of(string folder) =>
        OperatingSystem.IsLinux() && TypeOf(folder) is { } type ? Judge(type) : new(false, null);

    /// <summary>The verdict on a file system's magic number.</summary>
    public static FileSystemVerdict Judge(uint magic) =>
        s_network.TryGetValue(magic, out var network) ? new(true, network)
        : s_unsure.TryGetValue(magic, out var unsure) ? new(false, unsure)
        : new(false, null);

    private static uint? TypeOf(string folder)
    {
        // struct statfs begins with f_type as a machine word on every 64-bit Linux; 512 bytes hold the whole of it.
        Span<byte> buffer = stackalloc byte[512];
        return StatFs(folder, buffer) == 0 ? (uint)BinaryPrimitives.ReadInt64LittleEndian(buffer) : null;
    }

    [LibraryImport("libc", EntryPoint = "statfs", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatFs(string path, Span<byte> buffer);
}

/// <summary>The result: refuse, or only warn about a file system that may not be suitable.</summary>
public readonly record struct FileSystemVerdict(bool Refuse, string? Name);
