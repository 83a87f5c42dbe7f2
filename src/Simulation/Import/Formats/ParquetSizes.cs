using System.Buffers.Binary;
using Parquet.Meta;

namespace Simulator.Import.Formats;

/// <summary>
/// Checks what a Parquet file says of itself before any of it is unpacked: its descriptions must end within their bytes, its pages lie in
/// the file, and what they unpack to must be within limits.
/// </summary>
internal static class ParquetSizes
{
    private const int MarkBytes = 4;
    private const long RatioCheckedFrom = 16L << 20;
    private const int LargestRatio = 1000; // columns of one repeated value are common
    private const int MostPages = 1_000_000;

    /// <summary>Checks the description at the end of the file.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void CheckFooter(ReadOnlySpan<byte> file)
    {
        if (file.Length < (3 * MarkBytes))
            throw new InvalidDataException("it is too short");
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[^(2 * MarkBytes)..]);
        if (length <= 0 || length > file.Length - (3 * MarkBytes))
            throw new InvalidDataException("the length of its description is wrong");
        var footer = file.Slice(file.Length - (2 * MarkBytes) - length, length);
        var walk = new ThriftWalk(footer);
        walk.Over([]);
        if (walk.Position != length)
            throw new InvalidDataException("its description does not end where it should");
    }

    /// <summary>Checks every page of every column.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="TableProblem">It is larger than allowed.</exception>
    public static void CheckPages(ReadOnlySpan<byte> file, FileMetaData? description, long maxBytes)
    {
        long unpacked = 0,
            pages = 0;
        foreach (var column in (description?.RowGroups ?? []).SelectMany(g => g.Columns))
        {
            if (column.MetaData is not { } meta)
                throw new InvalidDataException("a column has no description");
            var start =
                meta.DictionaryPageOffset is > 0 and var dictionary && dictionary < meta.DataPageOffset ? dictionary : meta.DataPageOffset;
            if (start < MarkBytes || meta.TotalCompressedSize < 0 || start > file.Length - meta.TotalCompressedSize)
                throw new InvalidDataException($"column {string.Join('.', meta.PathInSchema)} does not lie within the file");
            var chunk = file.Slice((int)start, (int)meta.TotalCompressedSize);
            while (!chunk.IsEmpty)
            {
                chunk = chunk[PageLength(chunk, out var size)..];
                unpacked += size;
                if (++pages > MostPages)
                    throw new InvalidDataException(FormattableString.Invariant($"it has more than {MostPages} pages"));
                TableText.RefuseLarger(unpacked, maxBytes);
                if (unpacked > RatioCheckedFrom && unpacked / LargestRatio > file.Length)
                    throw new TableProblem(
                        FormattableString.Invariant(
                            $"the file unpacks to more than {LargestRatio} times its size ({file.Length:N0} bytes), "
                                + $"which is not plausible for prices"
                        ),
                        "Write it again without compression"
                    );
            }
        }
    }

    /// <summary>Bytes of a page with its header, and what it unpacks to.</summary>
    private static int PageLength(ReadOnlySpan<byte> chunk, out long unpacked)
    {
        Span<long> fields = stackalloc long[4]; // 2: uncompressed_page_size, 3: compressed_page_size
        fields.Fill(-1);
        var walk = new ThriftWalk(chunk);
        walk.Over(fields);
        unpacked = fields[2];
        if (fields[2] < 0 || fields[3] < 0 || fields[3] > chunk.Length - walk.Position)
            throw new InvalidDataException("a page is larger than its column");
        return walk.Position + (int)fields[3];
    }
}
