using System.Buffers.Binary;

namespace Simulator.Store.Database;

/// <summary>
/// Whether SQLite would use the whole write-ahead log. It stops at the first frame whose checksum is wrong, as it must after a power cut,
/// and says nothing of the commits after it. A commit of the same log after such a frame means that the log was damaged. The form of the
/// file: sqlite.org/fileformat2.html, section 4.
/// </summary>
internal static class WalCheck
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const uint LittleEndianMagic = 0x377F0682;

    /// <summary>What is wrong with the log, in a sentence; null where all of it can be used. Nobody may be writing it.</summary>
    /// <param name="path">The log; it need not be there.</param>
    public static string? Finding(string path)
    {
        if (!File.Exists(path))
            return null;
        var log = File.ReadAllBytes(path);
        if (log.Length <= HeaderLength)
            return null; // nothing was committed to it
        var page = (int)BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(8));
        var isLittle =
            (BinaryPrimitives.ReadUInt32BigEndian(log) & ~1u) == LittleEndianMagic
                ? (BinaryPrimitives.ReadUInt32BigEndian(log) & 1) == 0
                : (bool?)null;
        if (isLittle is not { } little || page is < 512 or > 65536 || !HasSum(log.AsSpan(0, HeaderLength), little))
            return "its head is damaged, so none of its changes can be read";
        return FrameFinding(log, page, little);
    }

    private static string? FrameFinding(byte[] log, int page, bool little)
    {
        var salts = log.AsSpan(16, 8);
        var sum = Sums(log.AsSpan(24), little: false);
        int? firstBad = null;
        var lost = 0;
        for (var (at, frame) = (HeaderLength, 1); at + FrameHeaderLength + page <= log.Length; at += FrameHeaderLength + page, frame++)
        {
            var head = log.AsSpan(at, FrameHeaderLength);
            var isOfThisLog = head.Slice(8, 8).SequenceEqual(salts);
            if (firstBad is null)
            {
                var next = Add(Add(sum, head[..8], little), log.AsSpan(at + FrameHeaderLength, page), little);
                if (isOfThisLog && next == Sums(head[16..], little: false))
                    sum = next;
                else
                    firstBad = frame;
            }
            else if (isOfThisLog && BinaryPrimitives.ReadUInt32BigEndian(head[4..]) != 0)
                lost++;
        }
        return lost == 0 ? null : FormattableString.Invariant($"frame {firstBad} is damaged, so {lost} later commits in it would be lost");
    }

    private static bool HasSum(ReadOnlySpan<byte> header, bool little) =>
        Add((0, 0), header[..24], little) == Sums(header[24..], little: false);

    private static (uint, uint) Sums(ReadOnlySpan<byte> bytes, bool little) => (Word(bytes, little), Word(bytes[4..], little));

    private static (uint, uint) Add((uint A, uint B) sum, ReadOnlySpan<byte> bytes, bool little)
    {
        var (a, b) = sum;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            a = unchecked(a + Word(bytes, little) + b);
            b = unchecked(b + Word(bytes[4..], little) + a);
        }
        return (a, b);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
