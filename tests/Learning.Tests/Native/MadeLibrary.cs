using System.Buffers.Binary;
using System.Text;

namespace Simulator.Tests.Learning.Native;

/// <summary>
/// The smallest library that Linux loads on this processor: it has no code, needs <c>libstdc++.so.6</c>, and asks it for some versions.
/// </summary>
internal static class MadeLibrary
{
    private const string Needed = "libstdc++.so.6";
    private const int Strings = 0x100,
        Symbols = 0x200,
        Hash = 0x220,
        SymbolVersions = 0x240,
        VersionNeeds = 0x250,
        Dynamic = 0x300,
        Sections = 0x400,
        Length = 0x500;

    /// <summary>The file.</summary>
    public static byte[] Asking(params string[] versions)
    {
        var file = new byte[Length];
        var strings = new StringTable();
        var needed = strings.Add(Needed);
        Header(file);
        WriteNeeds(file, strings, needed, versions);
        WriteDynamic(file, needed);
        WriteSections(file, versions.Length);
        strings.Bytes.CopyTo(file, Strings);
        U32(file, Hash, 1); // one bucket, one symbol, which is none
        U32(file, Hash + 4, 1);
        return file;
    }

    private static void Header(byte[] file)
    {
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        U16(file, 0x10, 3); // a shared object
        U16(file, 0x12, (ushort)(IsX64() ? 62 : 183)); // x86-64 or AArch64
        U32(file, 0x14, 1);
        U64(file, 0x20, 0x40); // program headers
        U64(file, 0x28, Sections);
        U16(file, 0x34, 64);
        U16(file, 0x36, 56);
        U16(file, 0x38, 3);
        U16(file, 0x3a, 64);
        U16(file, 0x3c, 3);
        Segment(file, 0, type: 1, 0, Length, 0x1000); // everything, loaded
        Segment(file, 1, type: 2, Dynamic, Sections - Dynamic, 8);
        Segment(file, 2, type: 0x6474e551, 0, 0, 16); // a stack that holds no code
    }

    private static bool IsX64() =>
        System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64;

    private static void Segment(byte[] file, int index, uint type, ulong offset, ulong length, ulong alignment)
    {
        var at = 0x40 + (56 * index);
        U32(file, at, type);
        U32(file, at + 4, 6); // readable, writable
        U64(file, at + 8, offset);
        U64(file, at + 16, offset);
        U64(file, at + 24, offset);
        U64(file, at + 32, length);
        U64(file, at + 40, length);
        U64(file, at + 48, alignment);
    }

    private static void WriteNeeds(byte[] file, StringTable strings, int needed, string[] versions)
    {
        U16(file, VersionNeeds, 1);
        U16(file, VersionNeeds + 2, (ushort)versions.Length);
        U32(file, VersionNeeds + 4, (uint)needed);
        U32(file, VersionNeeds + 8, 16);
        for (var i = 0; i < versions.Length; i++)
        {
            var at = FlagsOf(i) - 4;
            U32(file, at, NameHash(versions[i]));
            U16(file, at + 6, (ushort)(i + 2));
            U32(file, at + 8, (uint)strings.Add(versions[i]));
            U32(file, at + 12, i + 1 < versions.Length ? 16u : 0);
        }
    }

    /// <summary>Where the flags of the i-th version stand.</summary>
    public static int FlagsOf(int version) => VersionNeeds + 16 + (16 * version) + 4;

    private static void WriteDynamic(byte[] file, int needed)
    {
        (ulong Tag, ulong Value)[] entries =
        [
            (1, (ulong)needed),
            (5, Strings),
            (6, Symbols),
            (10, Symbols - Strings),
            (11, 24),
            (4, Hash),
            (0x6ffffff0, SymbolVersions),
            (0x6ffffffe, VersionNeeds),
            (0x6fffffff, 1),
        ];
        for (var i = 0; i < entries.Length; i++)
        {
            U64(file, Dynamic + (16 * i), entries[i].Tag);
            U64(file, Dynamic + (16 * i) + 8, entries[i].Value);
        }
    }

    // Section 0 is none; 1 holds the needed versions, 2 their names.
    private static void WriteSections(byte[] file, int versions)
    {
        U32(file, Sections + 64 + 4, 0x6ffffffe);
        U64(file, Sections + 64 + 24, VersionNeeds);
        U64(file, Sections + 64 + 32, (ulong)(16 + (16 * versions)));
        U32(file, Sections + 64 + 40, 2);
        U32(file, Sections + 64 + 44, 1);
        U32(file, Sections + 128 + 4, 3);
        U64(file, Sections + 128 + 24, Strings);
        U64(file, Sections + 128 + 32, Symbols - Strings);
    }

    // System V application binary interface, chapter 5, "Hash Table".
    private static uint NameHash(string name)
    {
        var hash = 0u;
        foreach (var c in name)
        {
            hash = (hash << 4) + c;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }
        return hash;
    }

    private static void U16(byte[] file, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

    private static void U32(byte[] file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

    private static void U64(byte[] file, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at), value);

    private sealed class StringTable
    {
        private readonly List<byte> _bytes = [0];

        public byte[] Bytes => [.. _bytes];

        public int Add(string text)
        {
            var at = _bytes.Count;
            _bytes.AddRange(Encoding.ASCII.GetBytes(text + "\0"));
            return at;
        }
    }
}
