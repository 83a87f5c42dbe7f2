using System.IO.Compression;
using Simulator.Import;
using Simulator.Import.Formats;

namespace Simulator.Tests.Simulation.Import.Formats;

/// <summary>Parquet and Feather as other programs write them give the bars that were written.</summary>
public sealed class ColumnarFilesTests
{
    [Theory]
    [InlineData("BTC_USDT-5m.feather", "Feather (Arrow)")]
    [InlineData("zone_new_york.feather", "Feather (Arrow)")]
    [InlineData("stream.arrows", "Arrow stream")]
    [InlineData("duckdb_utc.parquet", "Parquet")]
    [InlineData("pandas_zone.parquet", "Parquet")]
    public void TimesInUtcOrAZone_GiveTheWrittenBars(string file, string encoding)
    {
        var read = TwelveBars.ReadFile(file);

        TwelveBars.AreIn(Assert.Single(read.Series).Series);
        Assert.Equal((encoding, null), (read.Preview.Encoding, read.Preview.Container));
        Assert.Empty(read.Excluded);
    }

    [Theory]
    [InlineData("polars_lz4.feather")]
    [InlineData("polars_zstd.feather")]
    [InlineData("polars_snappy.parquet")]
    [InlineData("polars_gzip.parquet")]
    [InlineData("polars_zstd.parquet")]
    [InlineData("polars_brotli.parquet")]
    [InlineData("polars_lz4.parquet")]
    [InlineData("duckdb_naive_ns.parquet")]
    public void TimesWithoutAZone_AreReadOnTheClockThatIsChosen(string file)
    {
        var read = CsvImport.Read(TwelveBars.Bytes(file), file, new ImportOptions { TimeZone = "Etc/UTC" });

        TwelveBars.AreIn(Assert.Single(read.Series).Series);
        Assert.Equal("ACME", read.Series[0].Series.Symbol); // the column symbol, not the file's name
    }

    [Theory]
    [InlineData("zone_new_york.feather")]
    [InlineData("pandas_zone.parquet")]
    public void NamedZone_IsKeptInTheWrittenTimes(string file)
    {
        var first = TwelveBars.ReadFile(file).Preview.FirstRows[1];

        Assert.Contains("2024-03-01T09:30:00-05:00", first);
    }

    [Fact]
    public void Dates_AreDates()
    {
        var series = Assert.Single(TwelveBars.ReadFile("ACME_weekly.parquet").Series).Series;

        Assert.Equal(("7 days", 12, "ACME"), (series.Interval.ToString(), series.Count, series.Symbol));
        Assert.Equal(new DateOnly(2024, 3, 8), series.Calendar.TradingDay(series.CloseTimeAt(0)));
    }

    [Fact]
    public void ListColumn_IsNamedAsNotRead() =>
        Assert.Contains(
            TwelveBars.ReadFile("duckdb_naive_ns.parquet").Preview.Notes,
            n => n.Contains("not read", StringComparison.Ordinal) && n.Contains("list", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("BTC_USDT-5m.feather")]
    [InlineData("duckdb_utc.parquet")]
    public void Packed_InGzipOrZip_IsTheSame(string file)
    {
        var gzip = new MemoryStream();
        using (var packing = new GZipStream(gzip, CompressionLevel.Optimal, leaveOpen: true))
            packing.Write(TwelveBars.Bytes(file));
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(file).Open();
            entry.Write(TwelveBars.Bytes(file));
        }

        TwelveBars.AreIn(CsvImport.Read(gzip.ToArray(), file + ".gz").Series[0].Series);
        TwelveBars.AreIn(CsvImport.Read(zip.ToArray(), "packed.zip").Series[0].Series);
    }

    [Theory]
    [InlineData("BTC_USDT-5m.feather")]
    [InlineData("polars_zstd.feather")]
    [InlineData("stream.arrows")]
    [InlineData("duckdb_utc.parquet")]
    [InlineData("polars_snappy.parquet")]
    public void Damaged_AnyByteOrEnd_IsRefusedOrReadAndNeverAnotherError(string file)
    {
        var sound = TwelveBars.Bytes(file);
        for (var at = 0; at < sound.Length; at++)
        {
            var changed = sound.ToArray();
            changed[at] ^= 0xFF;
            ReadOrRefuse(changed, file);
            if (at % 7 == 0)
                ReadOrRefuse(sound[..at], file);
        }
    }

    [Fact]
    public void FeatherOfVersionOne_IsRefusedWithARemedy()
    {
        var refusal = Assert.Throws<ImportException>(() => CsvImport.Read([.. "FEA1"u8, .. new byte[60]], "old.feather"));

        Assert.Contains("version 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("pandas", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_Parquet_SaysThatItsEndIsMissing() =>
        Assert.Contains(
            "its end is missing",
            Assert.Throws<ImportException>(() => CsvImport.Read(TwelveBars.Bytes("duckdb_utc.parquet")[..^9], "x.parquet")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void TableLargerThanTheLimit_IsRefused()
    {
        var table = new TableText(maxBytes: 10);
        table.Headings(["a", "b"]);
        table.Number(1.5);
        table.Text("several words");

        Assert.Contains("larger than the limit", Assert.Throws<TableProblem>(table.EndRow).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_AreQuotedOnlyWhereNeeded_AndNumbersReadBackToTheSameBits()
    {
        var table = new TableText(1 << 20);
        table.Text("a \"b\", c\nd");
        table.Number(0.1 + 0.2);
        table.Number(double.NaN);
        table.Number(1e-7);
        table.EndRow();

        Assert.Equal("\"a \"\"b\"\", c d\",0.30000000000000004,,1E-07\n", System.Text.Encoding.UTF8.GetString(table.Utf8.Span));
    }

    private static void ReadOrRefuse(byte[] bytes, string name)
    {
        try
        {
            Assert.NotEmpty(CsvImport.Read(bytes, name).Series);
        }
        catch (ImportException e)
        {
            Assert.NotEmpty(e.Remedy);
        }
    }
}
