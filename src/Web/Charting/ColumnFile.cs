using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Simulator.Web.Charting;

/// <summary>
/// Numbers for a chart: a header of 64 bytes, then columns of float64, one after the other, little-endian. A route writes it to its
/// answer, an export into its page: the bytes are the same.
/// </summary>
/// <param name="Header">64 bytes; see <see cref="ColumnHeader"/>.</param>
/// <param name="Columns">Columns of one length.</param>
/// <param name="Lines">Names of the lines, where the columns do not say it themselves.</param>
public sealed record ColumnFile(byte[] Header, IReadOnlyList<ReadOnlyMemory<double>> Columns, IReadOnlyList<string>? Lines = null)
{
    private const int Chunk = 16 * 1024;

    /// <summary>Length in bytes.</summary>
    public long Length => Header.Length + (Columns.Sum(c => (long)c.Length) * sizeof(double));

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(Header, cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk * sizeof(double));
        try
        {
            foreach (var column in Columns)
            {
                for (var start = 0; start < column.Length; start += Chunk)
                {
                    var part = column.Slice(start, Math.Min(Chunk, column.Length - start));
                    Copy(part.Span, buffer);
                    await stream.WriteAsync(buffer.AsMemory(0, part.Length * sizeof(double)), cancellation);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>All of it.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Header.CopyTo(bytes, 0);
        var at = Header.Length;
        foreach (var column in Columns)
        {
            Copy(column.Span, bytes.AsSpan(at));
            at += column.Length * sizeof(double);
        }
        return bytes;
    }

    private static void Copy(ReadOnlySpan<double> values, Span<byte> bytes)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values).CopyTo(bytes);
            return;
        }
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[(i * sizeof(double))..], values[i]);
    }
}

/// <summary>Headers of <see cref="ColumnFile"/>: four letters, then numbers at fixed places, the rest 0.</summary>
internal static class ColumnHeader
{
    private const int Length = 64;

    /// <summary>A header of letters and 32-bit numbers from byte 4 on, with a float64 at byte 24.</summary>
    public static byte[] Of(ReadOnlySpan<byte> letters, ReadOnlySpan<uint> numbers, double real = 0)
    {
        var header = new byte[Length];
        letters.CopyTo(header);
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4 + (4 * i)), numbers[i]);
        if (real != 0)
            BinaryPrimitives.WriteDoubleLittleEndian(header.AsSpan(24), real);
        return header;
    }
}
