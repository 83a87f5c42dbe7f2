using Simulator.Import.Formats.Json;

namespace Simulator.Import.Formats;

/// <summary>Recognises Parquet, Feather (Arrow) and JSON by their first bytes and reads them as tables.</summary>
internal static class FormatReader
{
    /// <summary>The table of a file; null when it is in none of these formats.</summary>
    /// <param name="bytes">The file, unpacked.</param>
    /// <param name="maxBytes">Largest size of the table as text, and of what a compressed file unpacks to.</param>
    /// <exception cref="TableProblem">It is, but cannot be read.</exception>
    public static ReadTable? TryRead(ReadOnlyMemory<byte> bytes, long maxBytes)
    {
        var span = bytes.Span;
        if (span.StartsWith("PAR1"u8))
            return ParquetTable.Read(bytes, maxBytes);
        if (span.StartsWith("PARE"u8))
            throw new TableProblem("this is an encrypted Parquet file", "Write it without encryption");
        if (span.StartsWith(ArrowTable.FileMark))
            return ArrowTable.Read(bytes, "Feather (Arrow)", maxBytes);
        if (span.StartsWith(ArrowTable.StreamMark))
            return ArrowTable.Read(bytes, "Arrow stream", maxBytes);
        if (span.StartsWith("FEA1"u8))
            throw new TableProblem(
                "this is a Feather file of version 1, which is no longer in use",
                "Write it again with a current pandas or pyarrow: version 2 is their default"
            );
        return IsJson(span) ? JsonTable.Read(WithoutMark(bytes), maxBytes) : null;
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            text = text[3..];
        text = text[..Math.Min(text.Length, 4096)].TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
            return false;
        if (text[0] == (byte)'{')
            return true;
        var next = text[1..].TrimStart(" \t\r\n"u8);
        return text[0] == (byte)'[' && (next.IsEmpty || next[0] is (byte)'{' or (byte)'[' or (byte)']');
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
}
