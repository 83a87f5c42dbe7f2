using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Simulator.Import;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Import;

/// <summary>Input that is no price table is rejected fast, with the reason and a remedy.</summary>
public sealed class BadInputTests
{
    private static readonly TimeSpan s_quick = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("%PDF-1.7\n%âãÏÓ\n1 0 obj", "PDF")]
    [InlineData("<!DOCTYPE html><html><body>login</body></html>", "web page")]
    [InlineData("{\"Meta Data\": {}}", "the JSON contains no table")]
    [InlineData("SQLite format 3\0", "SQLite")]
    [InlineData("Dear reader,\nthis is a letter, with commas.\nRegards", "no column contains dates")]
    [InlineData("Date,Open\n", "no column contains dates")]
    [InlineData("date,headline\n2020-01-01,prices rise\n2020-01-02,prices fall\n", "no column contains prices")]
    [InlineData("Date,Close\n2020-01-01,null\n2020-01-02,.\n", "none of the 2 rows has a price")]
    public void NoTable_Read_IsRefusedWithRemedy(string text, string problem)
    {
        var refusal = Assert.Throws<ImportException>(() => CsvImport.Read(Encoding.Latin1.GetBytes(text), "upload.csv"));

        Assert.StartsWith("upload.csv", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Remedy);
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(2_049)]
    public void MoreColumns_ThanAreRead_AreRefusedWithTheirNumber(int columns)
    {
        var text = new StringBuilder("Date");
        for (var c = 1; c < columns; c++)
            text.Append(CultureInfo.InvariantCulture, $",S{c}");
        for (var row = 1; row < 4; row++)
            text.Append(CultureInfo.InvariantCulture, $"\n2020-01-0{row}").Insert(text.Length, ",1.5", columns - 1);

        var refusal = Assert.Throws<ImportException>(() => CsvImport.Read(Encoding.UTF8.GetBytes(text.ToString()), "wide.csv"));

        Assert.Contains(
            $"has {columns.ToString("N0", CultureInfo.InvariantCulture)} columns; at most 2,048 are read",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith("Split the file", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyFile_Read_IsRefused() =>
        Assert.Contains("empty", Assert.Throws<ImportException>(() => CsvImport.Read([], "upload.csv")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Noise_OfTwoHundredMegabytes_IsRefusedWithoutCopies(bool printable)
    {
        var noise = Noise(200 << 20, printable);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        Assert.Throws<ImportException>(() => CsvImport.Read(noise, "noise.csv"));

        Assert.True(watch.Elapsed < s_quick, $"took {watch.Elapsed}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20 << 20, "the noise was copied");
    }

    [Fact]
    public void Noise_UnderASoundHeader_IsRefusedAfterAThousandRows()
    {
        var text = new StringBuilder("Date,Open,High,Low,Close\n");
        for (var i = 0; i < 200; i++)
            text.Append(new DateOnly(2020, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append(",1,1,1,1\n");
        for (var i = 0; i < 3_000_000; i++)
            text.Append("lorem,ipsum,dolor\n");
        var content = Encoding.UTF8.GetBytes(text.ToString());
        var watch = Stopwatch.StartNew();

        var refusal = Assert.Throws<ImportException>(() => CsvImport.Read(content, "noise.csv"));

        Assert.True(watch.Elapsed < s_quick, $"took {watch.Elapsed}");
        Assert.Equal(202, refusal.Line);
        Assert.Contains("date 'lorem' is not yyyy-MM-dd", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zip")]
    public void Bomb_OfHighRatio_IsRefusedByCountedBytes(string container)
    {
        var bomb = container == "zip" ? Zip(("bomb.csv", Zeros(128 << 20))) : GZip(Zeros(128 << 20));
        var watch = Stopwatch.StartNew();

        var refusal = Assert.Throws<ImportException>(() => CsvImport.Read(bomb, "bomb." + container));

        Assert.True(watch.Elapsed < s_quick, $"took {watch.Elapsed}");
        Assert.Contains("times its size", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Archive_LargerThanAllowed_IsRefused()
    {
        var content = GZip([Encoding.ASCII.GetBytes(new string('x', 100_000))]);

        var refusal = Assert.Throws<ImportException>(() => CsvImport.Read(content, "big.csv.gz", new ImportOptions { MaxBytes = 50_000 }));

        Assert.Contains("larger than", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ThatDoNotExist_AreNamed()
    {
        var content = Encoding.UTF8.GetBytes("Date,Close\n2020-03-02 09:30,1\n2020-03-02 09:31,2\n2020-03-02 09:32,3\n");

        Assert.Contains(
            "'Mars/Olympus'",
            Assert.Throws<ImportException>(() => CsvImport.Read(content, "x.csv", new ImportOptions { TimeZone = "Mars/Olympus" })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'mars'",
            Assert.Throws<ImportException>(() => CsvImport.Read(content, "x.csv", new ImportOptions { Calendar = "mars" })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Zip_OfTwoFilesOrDamaged_IsRefused()
    {
        var two = Zip(
            ("a.csv", [Encoding.ASCII.GetBytes("Date,Close\n2020-01-02,1\n")]),
            ("b.csv", [Encoding.ASCII.GetBytes("Date,Close\n2020-01-02,1\n")])
        );
        var cut = two[..(two.Length / 2)];

        Assert.Contains(
            "2 files (a.csv, b.csv",
            Assert.Throws<ImportException>(() => CsvImport.Read(two, "two.zip")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "cannot be read",
            Assert.Throws<ImportException>(() => CsvImport.Read(cut, "cut.zip")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Zip_OfOneCsv_IsRead()
    {
        var content = Zip(("SPY.csv", [Encoding.ASCII.GetBytes("Date,Close\n2020-01-02,1\n2020-01-03,2\n")]));

        Assert.Equal(
            ("SPY", 2),
            (CsvImport.Read(content, "x.zip").Series[0].Series.Symbol, CsvImport.Read(content, "x.zip").Series[0].Series.Count)
        );
    }

    [Fact]
    public void AnyBytes_Read_NeverThrowAnythingElse()
    {
        var random = new SplitMix64(7);
        var sound = Encoding.UTF8.GetBytes(
            "Date,Open,High,Low,Close,Volume\n2020-01-02,1,2,0.5,1.5,100\n2020-01-03,1.5,2,1,1.2,90\n2020-01-06,1.2,1.4,1.1,1.3,80\n"
        );
        for (var trial = 0; trial < 3000; trial++)
        {
            var content = sound.ToArray();
            for (var k = random.NextInt(6); k >= 0; k--)
                content[random.NextInt(content.Length)] = (byte)(32 + random.NextInt(95));
            try
            {
                Assert.NotEmpty(CsvImport.Read(content, "fuzz.csv").Series);
            }
            catch (ImportException e)
            {
                Assert.NotEmpty(e.Remedy);
            }
        }
    }

    private static byte[] Noise(int length, bool printable)
    {
        var random = new SplitMix64(3);
        var noise = new byte[length];
        for (var i = 0; i < length; i += 8)
        {
            var bits = random.NextUInt64();
            for (var k = 0; k < 8; k++, bits >>= 8)
                noise[i + k] = printable ? (byte)(33 + ((bits & 0xFF) % 94)) : (byte)bits;
        }
        return noise;
    }

    private static IEnumerable<byte[]> Zeros(long length)
    {
        var chunk = Encoding.ASCII.GetBytes(new string('0', 1 << 20));
        for (var left = length; left > 0; left -= chunk.Length)
            yield return chunk;
    }

    private static byte[] GZip(IEnumerable<byte[]> chunks)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var chunk in chunks)
                stream.Write(chunk);
        }
        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, IEnumerable<byte[]> Chunks)[] files)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, chunks) in files)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                foreach (var chunk in chunks)
                    stream.Write(chunk);
            }
        }
        return packed.ToArray();
    }
}
