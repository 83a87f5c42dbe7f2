using System.Globalization;
using System.IO.Compression;
using System.Text;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Import;

/// <summary>A damaged archive is refused, or reads exactly as the whole one: never other prices.</summary>
public sealed class ArchiveDamageTests
{
    private static readonly string s_table =
        "Date,Open,High,Low,Close,Volume\n"
        + string.Concat(
            Enumerable
                .Range(0, 200)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{new DateOnly(2020, 1, 1).AddDays(i):yyyy-MM-dd},{100 + (i * 0.37):0.00},{101 + (i * 0.37):0.00},"
                            + $"{99 + (i * 0.37):0.00},{100 + (i * 0.31 % 7):0.00},{i * 7919 % 1000}\n"
                    )
                )
        );

    public static TheoryData<string> Kinds => ["table.csv.gz", "table.zip"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Archive_WithAnyBitFlipped_IsRefusedOrReadsTheSame(string name)
    {
        var packed = Pack(name);
        var whole = Read(packed, name)!;

        var read = 0;
        for (var bit = 0; bit < packed.Length * 8; bit += packed.Length > 6000 ? 3 : 1)
        {
            var damaged = packed.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            if (Read(damaged, name) is not { } text)
                continue;
            Assert.Equal(whole, text);
            read++;
        }

        // What does not matter, such as times of change and attributes, stays below a hundred bytes.
        Assert.InRange(read, 0, 800);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Archive_CutShortAnywhere_IsRefused(string name)
    {
        var packed = Pack(name);

        for (var length = 4; length < packed.Length; length++)
            Assert.Throws<ImportException>(() => CsvImport.Read(packed[..length], name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Archive_WithBytesAfterItsEnd_IsRefused(string name)
    {
        var error = Assert.Throws<ImportException>(() => CsvImport.Read([.. Pack(name), .. "2020-09-01,1,1,1,1,1\n"u8], name));

        Assert.Contains("follow its end", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_OfSeveralMembers_AndPaddedWithZeros_IsRead()
    {
        var half = s_table.IndexOf('\n', s_table.Length / 2) + 1;
        byte[] packed = [.. Gzip(s_table[..half]), .. Gzip(s_table[half..]), 0, 0, 0];

        Assert.Equal(Read(Gzip(s_table), "table.csv.gz"), Read(packed, "table.csv.gz"));
        Assert.Null(Read([.. Gzip(s_table[..half]), .. Gzip(s_table[half..])[..^1]], "table.csv.gz"));
        Assert.Null(Read([.. Gzip(s_table[..half]), .. Gzip(s_table[half..])[..^40]], "table.csv.gz"));
    }

    [Fact]
    public void Zip_WhoseStoredContentChanged_NamesTheChecksum()
    {
        var packed = Zip(CompressionLevel.NoCompression);
        packed[packed.AsSpan().IndexOf("100.00"u8)] ^= 1;

        var error = Assert.Throws<ImportException>(() => CsvImport.Read(packed, "table.zip"));

        Assert.Contains("CRC-32", error.Message, StringComparison.Ordinal);
    }

    private static string? Read(byte[] packed, string name)
    {
        try
        {
            return string.Join('\n', CsvImport.Read(packed, name).Series.Select(s => $"{s.Series.Symbol} {s.Series.ContentHash}"));
        }
        catch (ImportException)
        {
            return null;
        }
    }

    private static byte[] Pack(string name) =>
        name.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(s_table) : Zip(CompressionLevel.Optimal);

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private static byte[] Zip(CompressionLevel level)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("table.csv", level).Open())
            entry.Write(Encoding.UTF8.GetBytes(s_table));
        return bytes.ToArray();
    }
}
