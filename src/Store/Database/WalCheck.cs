using System.Buffers.Binary;

namespace Simulator.Store.Database;

/// <summary>
/// Whether SQLite would use the whole write-ahead log. It stops at the first frame whose checksum is wrong, as it must after a power cut,
/// and says nothing of the commits after it. After a kill a commit of the same log after such a frame means that the log was damaged, and
/// the index of the log (<c>-shm</c>), which the kill leaves as it was, says how many frames there were. After a power cut the last frames
/// may be there only in part and in any order, because the system writes pages of files when it likes: SQLite recovers from that, and it
/// is no damage. It is damage where both pages of the system that hold a frame did reach the disk. The form of the files:
/// sqlite.org/fileformat2.html, section 4, and sqlite.org/walformat.html, section 2.
/// </summary>
internal static class WalCheck
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const int SaltsPlace = 8;
    private const int SystemPage = 4096;
    private const uint LittleEndianMagic = 0x377F0682;

    /// <summary>What is wrong with the log, in a sentence; null where all of it can be used. Nobody may be writing it.</summary>
    /// <param name="path">The log; it need not be there.</param>
    /// <param name="index">Its index, where that can be relied on; null where not.</param>
    /// <param name="isSameBoot">Whether the machine ran on since the last use: then every page that was written is there.</param>
    public static string? Finding(string path, string? index, bool isSameBoot)
    {
        var expected = isSameBoot && index is not null ? Expected(index) : null;
        var log = File.Exists(path) ? File.ReadAllBytes(path) : [];
        if (log.Length <= HeaderLength)
            return expected is { Frames: > 0 } ? FormattableString.Invariant($"{expected.Value.Frames} frames are missing") : null;
        if (!isSameBoot && !log.AsSpan(0, HeaderLength).ContainsAnyExcept((byte)0))
            return null; // its first page never reached the disk, so nothing in it was acknowledged
        var page = (int)BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(8));
        var isLittle =
            (BinaryPrimitives.ReadUInt32BigEndian(log) & ~1u) == LittleEndianMagic
                ? (BinaryPrimitives.ReadUInt32BigEndian(log) & 1) == 0
                : (bool?)null;
        if (isLittle is not { } little || page is < 512 or > 65536 || !HasSum(log.AsSpan(0, HeaderLength), little))
            return "its head is damaged, so none of its changes can be read";
        return FrameFinding(log, page, little, expected, isSameBoot);
    }

    private static string? FrameFinding(byte[] log, int page, bool little, (uint Frames, byte[] Salts)? expected, bool isSameBoot)
    {
        var salts = log.AsSpan(16, 8);
        var sum = Sums(log.AsSpan(24), little: false);
        int? firstBad = null;
        var (whole, lost) = (0u, 0);
        for (var (at, frame) = (HeaderLength, 1); at + FrameHeaderLength + page <= log.Length; at += FrameHeaderLength + page, frame++)
        {
            var head = log.AsSpan(at, FrameHeaderLength);
            var isOfThisLog = head.Slice(SaltsPlace, 8).SequenceEqual(salts);
            if (firstBad is null)
            {
                var next = Add(Add(sum, head[..8], little), log.AsSpan(at + FrameHeaderLength, page), little);
                if (isOfThisLog && next == Sums(head[16..], little: false))
                    (sum, whole) = (next, whole + 1);
                else if (isSameBoot || HasArrived(log, at, page, salts))
                    firstBad = frame;
                else
                    return null; // torn by a power cut: the log ends before it
            }
            else if (isOfThisLog && BinaryPrimitives.ReadUInt32BigEndian(head[4..]) != 0)
                lost++;
        }
        if (expected is { } index && index.Salts.AsSpan().SequenceEqual(salts) && index.Frames > whole)
            return FormattableString.Invariant($"{whole} of {index.Frames} frames are whole, so the changes in the others would be lost");
        return lost == 0 ? null : FormattableString.Invariant($"frame {firstBad} is damaged, so {lost} later commits in it would be lost");
    }

    // Mostly a frame is in two pages of the system: in the first are the salts of its head, in the second those of the next head. Where
    // both are of this log, all of it was written. Of a frame that lies otherwise nothing is known.
    private static bool HasArrived(byte[] log, int at, int page, ReadOnlySpan<byte> salts)
    {
        var next = at + FrameHeaderLength + page;
        var (first, last) = (at / SystemPage, (next - 1) / SystemPage);
        return next + FrameHeaderLength <= log.Length
            && last - first <= 1
            && (at + SaltsPlace) / SystemPage == first
            && (next + SaltsPlace) / SystemPage == last
            && log.AsSpan(at + SaltsPlace, 8).SequenceEqual(salts)
            && log.AsSpan(next + SaltsPlace, 8).SequenceEqual(salts);
    }

    // The index begins with two copies of: version, unused, change counter, flags, number of frames, pages, sum, salts, sum of these.
    private static (uint Frames, byte[] Salts)? Expected(string index)
    {
        const int Length = 48;
        using var file = new FileStream(index, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var head = new byte[2 * Length];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        var first = head.AsSpan(0, Length);
        return
            first.SequenceEqual(head.AsSpan(Length))
            && first[12] == 1
            && Add((0, 0), first[..40], BitConverter.IsLittleEndian) == Sums(first[40..], BitConverter.IsLittleEndian)
            ? (BitConverter.ToUInt32(first[16..]), first.Slice(32, 8).ToArray())
            : null;
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
