using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Simulator.Import;

/// <summary>
/// Whether what was unpacked is what was packed. The base library checks no CRC of a zip entry and takes a gzip file that was cut short for
/// a whole one, so both are checked here. Formats: RFC 1952 (gzip), PKWARE APPNOTE 6.3 (zip).
/// </summary>
internal static class Archives
{
    private const int GzipTrailer = 8;
    private const uint CentralHeader = 0x02014B50;
    private const uint LocalHeader = 0x04034B50;
    private const uint EndOfDirectory = 0x06054B50;
    private const int EndOfDirectoryLength = 22;

    /// <summary>Checks CRC and length of every member of a gzip file, and that nothing but zeros follows the last.</summary>
    /// <param name="packed">The gzip file.</param>
    /// <param name="unpacked">What its members gave together.</param>
    /// <exception cref="InvalidDataException">It is cut short, damaged, or something follows; the message says which.</exception>
    public static void CheckGzip(byte[] packed, ReadOnlySpan<byte> unpacked)
    {
        if (packed.Length >= GzipTrailer + 10 && Fits(packed.AsSpan(packed.Length - GzipTrailer), unpacked))
            return; // one member that ends with the file
        var (position, members, total) = (0, 0, 0L);
        while (position < packed.Length && (members == 0 || packed.AsSpan(position).ContainsAnyExcept((byte)0)))
        {
            if (!packed.AsSpan(position).StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]))
                throw new InvalidDataException("bytes that are no gzip follow its end");
            var content = position + HeaderLength(packed.AsSpan(position));
            var end = EndOfMember(packed, content);
            var member = Inflate(packed, content, end, out var length);
            if (packed.Length - end < GzipTrailer)
                throw CutShort();
            var trailer = packed.AsSpan(end, GzipTrailer);
            if (
                BinaryPrimitives.ReadUInt32LittleEndian(trailer) != member
                || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)length
            )
                throw new InvalidDataException("its checksum (CRC-32) differs from its content: it is damaged");
            position = end + GzipTrailer;
            members++;
            total += length;
        }
        if (total != unpacked.Length)
            throw CutShort();
    }

    /// <summary>Checks length and CRC of what an entry gave.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static void CheckEntry(ZipArchiveEntry entry, ReadOnlySpan<byte> unpacked)
    {
        if (entry.Length != unpacked.Length)
            throw new InvalidDataException(
                FormattableString.Invariant($"'{entry.FullName}' has {unpacked.Length} bytes instead of {entry.Length}: it is damaged")
            );
        if (entry.Crc32 != Crc32.HashToUInt32(unpacked))
            throw new InvalidDataException($"the checksum (CRC-32) of '{entry.FullName}' differs from its content: it is damaged");
    }

    /// <summary>
    /// Checks that a zip archive ends where it says, and that each entry is described alike in the directory and before its content: a
    /// name that changed would be another symbol.
    /// </summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static void CheckZip(ReadOnlySpan<byte> archive)
    {
        var end = EndRecord(archive);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(archive[(end + 10)..]);
        var at = (long)BinaryPrimitives.ReadUInt32LittleEndian(archive[(end + 16)..]);
        if (entries == ushort.MaxValue || at == uint.MaxValue)
            return; // a zip64 archive: its sizes are elsewhere, its content has its CRC
        for (var i = 0; i < entries; i++)
            at = CheckHeaders(archive, at);
    }

    private static long CheckHeaders(ReadOnlySpan<byte> archive, long at)
    {
        var central = Record(archive, at, 46, CentralHeader);
        var (name, extra, comment) = (Short(central, 28), Short(central, 30), Short(central, 32));
        var local = Record(archive, BinaryPrimitives.ReadUInt32LittleEndian(central[42..]), 30, LocalHeader);
        var length = 46 + name + extra + comment;
        if (length > central.Length || 30 + name > local.Length || Short(local, 26) != name)
            throw DirectoryDiffers();
        if (!central.Slice(46, name).SequenceEqual(local.Slice(30, name)))
            throw DirectoryDiffers();
        // General purpose flags and method of compression.
        if (!central.Slice(8, 4).SequenceEqual(local.Slice(6, 4)))
            throw DirectoryDiffers();
        return at + length;
    }

    private static ReadOnlySpan<byte> Record(ReadOnlySpan<byte> archive, long at, int length, uint signature)
    {
        if (at > archive.Length - length)
            throw DirectoryDiffers();
        var record = archive[(int)at..];
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == signature ? record : throw DirectoryDiffers();
    }

    private static int EndRecord(ReadOnlySpan<byte> archive)
    {
        for (
            var at = archive.Length - EndOfDirectoryLength;
            at >= Math.Max(0, archive.Length - EndOfDirectoryLength - ushort.MaxValue);
            at--
        )
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(archive[at..]) == EndOfDirectory)
                return at + EndOfDirectoryLength + Short(archive[at..], 20) == archive.Length
                    ? at
                    : throw new InvalidDataException("bytes that are no zip follow its end");
        }
        throw new InvalidDataException("its directory is missing: it is cut short");
    }

    private static bool Fits(ReadOnlySpan<byte> trailer, ReadOnlySpan<byte> unpacked) =>
        BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == (uint)unpacked.Length
        && BinaryPrimitives.ReadUInt32LittleEndian(trailer) == Crc32.HashToUInt32(unpacked);

    private static int HeaderLength(ReadOnlySpan<byte> member)
    {
        if (member.Length < 10 + GzipTrailer)
            throw CutShort();
        var (flags, length) = (member[3], 10);
        if ((flags & 4) != 0)
            length += 2 + Short(member, length);
        foreach (var text in new[] { 8, 16 }) // name, comment
        {
            if ((flags & text) == 0)
                continue;
            var zero = length < member.Length ? member[length..].IndexOf((byte)0) : -1;
            length = zero < 0 ? throw CutShort() : length + zero + 1;
        }
        length += (flags & 2) != 0 ? 2 : 0;
        return length <= member.Length - GzipTrailer ? length : throw CutShort();
    }

    // The decoder reads ahead and does not say where a member ended; fed byte by byte in the block of its end, it does.
    private static int EndOfMember(byte[] packed, int from)
    {
        using var whole = new ByteFeed(packed, from, packed.Length);
        Drain(whole);
        using var exact = new ByteFeed(packed, from, whole.LastBlock);
        Drain(exact);
        return exact.Given;
    }

    private static uint Inflate(byte[] packed, int from, int end, out long length)
    {
        var crc = new Crc32();
        length = 0;
        using var stream = new DeflateStream(new MemoryStream(packed, from, end - from, writable: false), CompressionMode.Decompress);
        var chunk = new byte[1 << 16];
        while (stream.Read(chunk) is > 0 and var read)
        {
            crc.Append(chunk.AsSpan(0, read));
            length += read;
        }
        return crc.GetCurrentHashAsUInt32();
    }

    private static void Drain(ByteFeed feed)
    {
        using var stream = new DeflateStream(feed, CompressionMode.Decompress, leaveOpen: true);
        var chunk = new byte[1 << 16];
        while (stream.Read(chunk) > 0) { }
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, int at) =>
        at + 2 <= bytes.Length ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : throw CutShort();

    private static InvalidDataException CutShort() => new("it is cut short");

    private static InvalidDataException DirectoryDiffers() => new("its directory differs from what is before its files: it is damaged");
}
