using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Simulator.Tests.Cli;

/// <summary>Every format, as it is, in gzip and in a zip, gives the same bars and the same run.</summary>
public sealed class PackedFormatsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        foreach (var format in new[] { "csv", "json", "parquet", "feather" })
        {
            foreach (var packing in new[] { "", "gz", "zip" })
                data.Add(format, packing);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task EveryFormatAndPacking_GivesTheTwelveBars(string format, string packing)
    {
        var file = Pack(format, packing);

        var import = await CommandRun.OfAsync("import", file, "--json", "--time-zone", "UTC");
        Assert.True(import.ExitCode == 0, import.Error);
        var series = Assert.Single(JsonNode.Parse(import.Out)!["files"]![0]!["series"]!.AsArray())!;
        Assert.Equal(("ACME", 12), ((string?)series["name"], (int)series["bars"]!));
        for (var k = 0; k < 12; k++)
        {
            var row = series["rows"]![k]!;
            Assert.Equal(
                Start(k).AddMinutes(5),
                DateTime.Parse((string)row["time"]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)
            );
            Assert.Equal(Prices(k), new[] { "open", "high", "low", "close", "volume" }.Select(f => (double)row[f]!));
        }

        var backtest = await CommandRun.OfAsync(
            "backtest",
            "--bars",
            file,
            "--strategy",
            "buyAndHold",
            "--fractional",
            "--json",
            "--time-zone",
            "UTC"
        );
        Assert.True(backtest.ExitCode == 0, backtest.Error);
        var run = JsonNode.Parse(backtest.Out)!;
        Assert.Equal(12, (int)run["bars"]!);
        Assert.Equal(10_000 * Prices(11)[3] / Prices(2)[0], (double)run["equity_final"]!, 1e-6);

        var sweep = await CommandRun.OfAsync([
            "sweep",
            "--bars",
            file,
            "--strategy",
            "smaCross",
            "--range",
            "fast=1:2:1",
            "--range",
            "slow=3:3:1",
            "--json",
            "--time-zone",
            "UTC",
            "--data",
            _folder.File("data"),
        ]);
        Assert.True(sweep.ExitCode == 0, sweep.Error);
        Assert.Equal(2, (int)JsonNode.Parse(sweep.Out)!["completed"]!);
    }

    private string Pack(string format, string packing)
    {
        var content = format switch
        {
            "csv" => Encoding.UTF8.GetBytes(Csv()),
            "json" => Fixture("pandas_records.json"),
            "parquet" => Fixture("polars_snappy.parquet"),
            _ => Fixture("polars_lz4.feather"),
        };
        var name = $"ACME.{format}";
        var path = _folder.File(packing.Length == 0 ? name : $"{name}.{packing}");
        using var target = File.Create(path);
        if (packing == "gz")
        {
            using var gzip = new GZipStream(target, CompressionLevel.Fastest);
            gzip.Write(content);
        }
        else if (packing == "zip")
        {
            using var zip = new ZipArchive(target, ZipArchiveMode.Create);
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }
        else
            target.Write(content);
        return path;
    }

    private static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Files", name));

    private static string Csv()
    {
        var text = new StringBuilder("time,open,high,low,close,volume\n");
        for (var k = 0; k < 12; k++)
            text.Append(CultureInfo.InvariantCulture, $"{Start(k):yyyy-MM-dd HH:mm:ss}Z,{string.Join(',', Prices(k).Select(Text))}\n");
        return text.ToString();
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static DateTime Start(int k) => new DateTime(2024, 3, 1, 14, 30, 0, DateTimeKind.Utc).AddMinutes(5 * k);

    private static double[] Prices(int k)
    {
        var open = 100 + (k * 0.25);
        var close = open + (((k % 3) - 1) * 0.5);
        return [open, Math.Max(open, close) + 0.75, Math.Min(open, close) - 0.5, close, 1000.5 + (k * 10)];
    }
}
