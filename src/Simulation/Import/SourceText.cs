using System.Globalization;
using System.IO.Compression;

namespace Simulator.Import;

/// <summary>The text of an uploaded file as UTF-8, unpacked when it came in a zip or gzip with one text in it.</summary>
internal sealed record SourceText(string FileName, string EntryName, string? Container, string Encoding, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The text was made from a format that knows its columns: separator and decimal mark are certain.</summary>
    public bool IsTable { get; init; }

    /// <summary>What is worth knowing about how it was made.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether numbers that such a format holds as text may be read with another decimal mark; null when they may not.</summary>
    public DecimalMark? Doubt { get; init; }

    private const long RatioCheckedFrom = 16L << 20;
    private const int LargestRatio = 100;

    private static readonly (byte[] Magic, string What, string Remedy)[] s_binary =
    [
        ("%PDF"u8.ToArray(), "this is a PDF document, not a table", "Export the prices as CSV and import that file"),
        ([0x89, .. "PNG"u8], "this is a PNG picture, not a table", "Export the prices as CSV and import that file"),
        ([0xFF, 0xD8, 0xFF], "this is a JPEG picture, not a table", "Export the prices as CSV and import that file"),
        ("GIF8"u8.ToArray(), "this is a GIF picture, not a table", "Export the prices as CSV and import that file"),
        ([0xD0, 0xCF, 0x11, 0xE0], "this is an old Excel or Office file", "Open it and save the sheet as CSV"),
        ([0x89, .. "HDF"u8], "this is an HDF5 file", "Write the table as CSV and import that"),
        ("SQLite format 3"u8.ToArray(), "this is an SQLite database", "Export the table as CSV and import that"),
        ([0x37, 0x7A, 0xBC, 0xAF], "this is a 7z archive", "Unpack it and import the CSV inside, or pack it as zip"),
        ("Rar!"u8.ToArray(), "this is a RAR archive", "Unpack it and import the CSV inside, or pack it as zip"),
        ("BZh"u8.ToArray(), "this is a bzip2 file", "Unpack it, or pack it as gzip or zip"),
        ([0xFD, .. "7zXZ"u8], "this is an xz file", "Unpack it, or pack it as gzip or zip"),
        ([0x28, 0xB5, 0x2F, 0xFD], "this is a zstd file", "Unpack it, or pack it as gzip or zip"),
        ([0x7F, .. "ELF"u8], "this is a program, not a table", "Import a CSV file with dates and prices"),
        ("MZ"u8.ToArray(), "this is a program, not a table", "Import a CSV file with dates and prices"),
    ];

    /// <summary>Opens an uploaded file.</summary>
    /// <exception cref="ImportException">Empty, binary, too large, a damaged archive, or an archive of several files.</exception>
    public static SourceText Open(byte[] content, string fileName, long maxBytes, char? decimalMark)
    {
        if (content.Length == 0)
            throw new ImportException(fileName, null, null, "the file is empty", "Import a CSV file with dates and prices");
        if (content.AsSpan().StartsWith("PK\u0003\u0004"u8) || content.AsSpan().StartsWith("PK\u0005\u0006"u8))
            return OpenZip(content, fileName, maxBytes, decimalMark);
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return OpenGzip(content, fileName, maxBytes, decimalMark);
        RefuseLarger(content.Length, fileName, maxBytes);
        return OpenText(content, fileName, Path.GetFileName(fileName), null, maxBytes, decimalMark);
    }

    private static SourceText OpenText(
        ReadOnlyMemory<byte> bytes,
        string fileName,
        string entryName,
        string? container,
        long maxBytes,
        char? decimalMark
    )
    {
        if (bytes.IsEmpty)
            throw new ImportException(
                fileName,
                null,
                null,
                $"'{entryName}' in the archive is empty",
                "Import a CSV file with dates and prices"
            );
        if (TableFiles.Open(bytes, fileName, entryName, container, maxBytes, decimalMark) is { } table)
            return table;
        foreach (var (magic, what, remedy) in s_binary)
        {
            if (bytes.Span.StartsWith(magic))
                throw new ImportException(fileName, null, null, what, remedy);
        }
        var (encoding, utf8) = TextEncodings.ToUtf8(bytes, fileName);
        if (
            encoding.StartsWith("UTF-16", StringComparison.Ordinal)
            && TableFiles.Open(utf8, fileName, entryName, container, maxBytes, decimalMark) is { } wide
        )
            return wide;
        var start = utf8.Span[..Math.Min(utf8.Length, 512)].TrimStart(" \t\r\n"u8);
        if (start.StartsWith("<"u8) && (Contains(start, "html"u8) || start.StartsWith("<?xml"u8)))
            throw new ImportException(
                fileName,
                1,
                TextEncodings.FirstLine(utf8.Span),
                "this is a web page, not a table",
                "The download probably needed a login or was denied; download the CSV again and check it in an editor"
            );
        return new SourceText(fileName, entryName, container, encoding, utf8);
    }

    private static SourceText OpenZip(byte[] content, string fileName, long maxBytes, char? decimalMark)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (archive.GetEntry("xl/workbook.xml") is not null)
                throw new ImportException(fileName, null, null, "this is an Excel workbook", "Open it and save the sheet as CSV");
            var files = archive
                .Entries.Where(e => e.Name.Length > 0 && !e.FullName.StartsWith("__MACOSX", StringComparison.Ordinal))
                .Take(1000)
                .ToList();
            if (files.Count != 1)
            {
                var found =
                    files.Count == 0
                        ? "no file"
                        : FormattableString.Invariant(
                            $"{archive.Entries.Count} files ({string.Join(", ", files.Take(3).Select(f => f.FullName))}, …)"
                        );
                throw new ImportException(
                    fileName,
                    null,
                    null,
                    $"the archive contains {found}",
                    "Unpack it and import one CSV, or pack one CSV per zip"
                );
            }
            using var stream = files[0].Open();
            var bytes = ReadCounted(stream, content.Length, fileName, maxBytes);
            Archives.CheckEntry(files[0], bytes.Span);
            Archives.CheckZip(content);
            return OpenText(bytes, fileName, files[0].Name, $"zip ({files[0].Name})", maxBytes, decimalMark);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new ImportException(
                fileName,
                null,
                null,
                $"the zip archive cannot be read ({e.Message.TrimEnd('.')})",
                "Download it again, or unpack it and import the CSV inside",
                e
            );
        }
    }

    private static SourceText OpenGzip(byte[] content, string fileName, long maxBytes, char? decimalMark)
    {
        try
        {
            using var stream = new GZipStream(new MemoryStream(content, writable: false), CompressionMode.Decompress);
            var bytes = ReadCounted(stream, content.Length, fileName, maxBytes);
            Archives.CheckGzip(content, bytes.Span);
            var name = Path.GetFileName(fileName);
            return OpenText(
                bytes,
                fileName,
                name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name,
                "gzip",
                maxBytes,
                decimalMark
            );
        }
        catch (InvalidDataException e)
        {
            throw new ImportException(
                fileName,
                null,
                null,
                $"the gzip file cannot be read ({e.Message.TrimEnd('.')})",
                "Download it again, or unpack it and import the CSV inside",
                e
            );
        }
    }

    /// <summary>Decompresses while counting bytes, because the size stated in an archive is not trusted.</summary>
    private static ReadOnlyMemory<byte> ReadCounted(Stream stream, long packedBytes, string fileName, long maxBytes)
    {
        var unpacked = new MemoryStream();
        var chunk = new byte[1 << 16];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            var total = unpacked.Length + read;
            RefuseLarger(total, fileName, maxBytes);
            if (total > RatioCheckedFrom && total / LargestRatio > packedBytes)
            {
                throw new ImportException(
                    fileName,
                    null,
                    null,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the archive unpacks to more than {LargestRatio} times its size ({packedBytes:N0} bytes gave "
                            + $"{total >> 20} MiB and more), which is not plausible for a price table"
                    ),
                    "Unpack it and import the CSV"
                );
            }
            unpacked.Write(chunk, 0, read);
        }
        return unpacked.GetBuffer().AsMemory(0, (int)unpacked.Length);
    }

    private static void RefuseLarger(long bytes, string fileName, long maxBytes)
    {
        if (bytes > maxBytes)
        {
            throw new ImportException(
                fileName,
                null,
                null,
                FormattableString.Invariant($"the text is larger than the limit of {maxBytes / 1048576.0:0.#} MiB"),
                "Split it by year, or remove columns that are not needed"
            );
        }
    }

    private static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower)
    {
        Span<byte> folded = stackalloc byte[text.Length];
        System.Text.Ascii.ToLower(text, folded, out var written);
        return folded[..written].IndexOf(lower) >= 0;
    }
}
