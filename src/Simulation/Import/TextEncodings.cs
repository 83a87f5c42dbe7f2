using System.Text;
using System.Text.Unicode;

namespace Simulator.Import;

/// <summary>Finds how a text is encoded and gives it as UTF-8; bytes that are not text are rejected after a few samples.</summary>
internal static class TextEncodings
{
    private const int HeadBytes = 1 << 16;
    private const int SampleBytes = 1 << 12;
    private const int Samples = 16;

    /// <summary>The encoding's name and the text without byte order mark.</summary>
    /// <exception cref="ImportException">The bytes are not text.</exception>
    public static (string Encoding, ReadOnlyMemory<byte> Utf8) ToUtf8(ReadOnlyMemory<byte> bytes, string fileName)
    {
        var span = bytes.Span;
        if (span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return ("UTF-8 with BOM", Checked(bytes[3..], fileName));
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return ("UTF-16 LE", Checked(Transcode(Encoding.Unicode, span[2..]), fileName));
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return ("UTF-16 BE", Checked(Transcode(Encoding.BigEndianUnicode, span[2..]), fileName));
        if (ZerosAt(span, 1) && !ZerosAt(span, 0))
            return ("UTF-16 LE", Checked(Transcode(Encoding.Unicode, span), fileName));
        if (ZerosAt(span, 0) && !ZerosAt(span, 1))
            return ("UTF-16 BE", Checked(Transcode(Encoding.BigEndianUnicode, span), fileName));
        Checked(bytes, fileName);
        if (Utf8.IsValid(span))
            return ("UTF-8", bytes);
        return AsianEncodings.Of(span) is { } asian
            ? (asian.Name, Transcode(asian.Encoding, span))
            : ("Windows-1252", Transcode(CodePagesEncodingProvider.Instance.GetEncoding(1252)!, span));
    }

    /// <summary>The first line, for messages.</summary>
    public static string FirstLine(ReadOnlySpan<byte> utf8)
    {
        var head = utf8[..Math.Min(utf8.Length, 200)];
        var end = head.IndexOfAny((byte)'\n', (byte)'\r');
        return Encoding.UTF8.GetString(end < 0 ? head : head[..end]).Trim();
    }

    private static byte[] Transcode(Encoding from, ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetBytes(from.GetString(bytes));

    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> text, string fileName)
    {
        var span = text.Span;
        Check(span, 0, Math.Min(span.Length, HeadBytes), fileName);
        var step = span.Length / Samples;
        for (var k = 1; step > SampleBytes && k < Samples; k++)
            Check(span, k * step, SampleBytes, fileName);
        return text;
    }

    private static void Check(ReadOnlySpan<byte> text, int start, int length, string fileName)
    {
        var sample = text.Slice(start, length);
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] is < 32 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') or 127)
            {
                throw new ImportException(
                    fileName,
                    null,
                    null,
                    FormattableString.Invariant(
                        $"this is not a text file: byte {start + i + 1} is 0x{sample[i]:X2}, which no table of prices contains"
                    ),
                    "Import a CSV file with dates and prices; save a spreadsheet as CSV first"
                );
            }
        }
    }

    private static bool ZerosAt(ReadOnlySpan<byte> bytes, int parity)
    {
        var head = bytes[..(Math.Min(bytes.Length, 400) & ~1)];
        var zeros = 0;
        for (var i = parity; i < head.Length; i += 2)
            zeros += head[i] == 0 ? 1 : 0;
        return head.Length >= 8 && zeros * 10 >= head.Length / 2 * 9;
    }
}
