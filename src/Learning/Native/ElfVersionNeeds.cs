using System.Buffers.Binary;
using System.Text;

namespace Simulator.Learning.Native;

/// <summary>
/// The versions that a 64-bit little-endian ELF library asks of other libraries (section <c>.gnu.version_r</c>). A needed version that is
/// absent ends the load, unless it is marked weak: then the loader goes on. That is safe for a version that no relocation uses.
/// Source: Linux Standard Base Core 5.0, chapters "Symbol versioning" and "ELF header".
/// </summary>
internal static class ElfVersionNeeds
{
    private const uint VersionNeedSection = 0x6ffffffe; // SHT_GNU_verneed
    private const ushort Weak = 2; // VER_FLG_WEAK
    private static readonly byte[] s_identity = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]; // 64 bit, little-endian

    /// <summary>Marks a needed version as weak, in the bytes only.</summary>
    /// <param name="library">The whole file; changed in place.</param>
    /// <param name="version">Name of the version, e.g. <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>False where the library does not ask for it, or is no such ELF file; then nothing was changed.</returns>
    public static bool MarkWeak(Span<byte> library, string version)
    {
        var name = Encoding.ASCII.GetBytes(version + "\0");
        foreach (var at in FlagsOf(library, name))
            BinaryPrimitives.WriteUInt16LittleEndian(library[at..], (ushort)(U16(library, at) | Weak));
        return FlagsOf(library, name).Count > 0;
    }

    // Offsets of the flags of every need of that version.
    private static List<int> FlagsOf(ReadOnlySpan<byte> library, ReadOnlySpan<byte> version)
    {
        var found = new List<int>();
        try
        {
            if (library.Length >= 64 && library.StartsWith(s_identity))
                Search(library, version, found);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            found.Clear(); // an offset leads out of the file: it is cut short or damaged
        }
        return found;
    }

    private static void Search(ReadOnlySpan<byte> library, ReadOnlySpan<byte> version, List<int> found)
    {
        var (sections, size, count) = (Offset(library, 0x28), U16(library, 0x3a), U16(library, 0x3c)); // e_shoff, e_shentsize, e_shnum
        for (var i = 0; i < count; i++)
        {
            var section = library[checked(sections + (i * size))..];
            if (U32(section, 4) != VersionNeedSection)
                continue;
            var names = library[checked(sections + ((int)U32(section, 40) * size))..]; // sh_link: the strings
            SearchFiles(library, Offset(section, 24), (int)U32(section, 44), Offset(names, 24), version, found); // sh_offset, sh_info
        }
    }

    // One Verneed per library asked, each with a chain of Vernaux, one per version.
    private static void SearchFiles(ReadOnlySpan<byte> library, int need, int files, int names, ReadOnlySpan<byte> version, List<int> found)
    {
        for (var file = 0; file < files; file++)
        {
            var aux = checked(need + (int)U32(library, need + 8)); // vn_aux
            for (var i = 0; i < U16(library, need + 2); i++) // vn_cnt
            {
                var name = library[checked(names + (int)U32(library, aux + 8))..]; // vna_name
                if (name.StartsWith(version))
                    found.Add(aux + 4); // vna_flags
                aux = checked(aux + (int)U32(library, aux + 12)); // vna_next
            }
            need = checked(need + (int)U32(library, need + 12)); // vn_next
        }
    }

    private static int Offset(ReadOnlySpan<byte> bytes, int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
