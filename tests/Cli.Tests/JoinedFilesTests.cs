using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Simulator.Artifacts;
using Simulator.Store;

namespace Simulator.Tests.Cli;

/// <summary>Several files of one series at <c>import</c>.</summary>
public sealed class JoinedFilesTests : IDisposable
{
    private const string Head = "Date,Open,High,Low,Close,Volume\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task YearlyFiles_AreOneSeries_AndTheirOverlapIsTakenOnce()
    {
        var later = _folder.Write("ACME_2020.csv", Head + "2019-12-31,2,3,1,2.5,10\n2020-01-02,3,4,2,3.5,10\n");
        var earlier = _folder.Write("ACME_2019.csv", Head + "2019-12-30,1,2,1,1.5,10\n2019-12-31,2,3,1,2.5,10\n");

        var run = await CommandRun.OfAsync("import", later, earlier, "--json", "--accept", "--data", _folder.File("data"));

        Assert.True(run.ExitCode == 0, run.Error);
        var joined = Assert.Single(JsonNode.Parse(run.Out)!["joined"]!.AsArray())!;
        Assert.Equal(["ACME_2019.csv", "ACME_2020.csv"], joined["files"]!.AsArray().Select(f => (string?)f));
        Assert.Equal(
            ("ACME", 3, 1, 0),
            ((string?)joined["name"], (int)joined["bars"]!, (int)joined["equalBars"]!, (int)joined["differentBars"]!)
        );
        using var store = SimulatorStore.Open(new DataFolder(_folder.File("data")), TimeProvider.System);
        Assert.Equal([1.5, 2.5, 3.5], store.Series.Find("ACME")!.Close);
    }

    [Fact]
    public async Task MonthlyZips_OfBinance_AreOneSeries()
    {
        var files = new[] { (Month: "2024-01", Epoch: 1704067200000), (Month: "2024-02", Epoch: 1706745600000) }
            .Select(m =>
                Zip($"BTCUSDT-1h-{m.Month}", string.Concat(Enumerable.Range(0, 4).Select(k => Kline(m.Epoch + (k * 3_600_000L), k))))
            )
            .ToArray();

        var run = await CommandRun.OfAsync(["import", .. files]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(
            "BTCUSDT: 2 files joined (BTCUSDT-1h-2024-01.zip, BTCUSDT-1h-2024-02.zip): 8 bars, 0 equal bars taken once",
            run.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task DifferentBars_AreToldWithBothValues_UntilOneFileIsChosen()
    {
        var one = _folder.Write("ACME_2019.csv", Head + "2019-12-30,1,2,1,1.5,10\n2019-12-31,2,3,1,2.5,10\n");
        var two = _folder.Write("ACME_2020.csv", Head + "2019-12-31,2,3,1,2.75,10\n2020-01-02,3,4,2,3.5,10\n");

        var refused = await CommandRun.OfAsync("import", one, two, "--json");
        var earlier = await CommandRun.OfAsync("import", one, two, "--overlap", "earlier", "--accept", "--data", _folder.File("a"));
        var later = await CommandRun.OfAsync("import", one, two, "--overlap", "later", "--accept", "--data", _folder.File("b"));

        Assert.Equal((2, 0, 0), (refused.ExitCode, earlier.ExitCode, later.ExitCode));
        Assert.Contains("2 3 1 2.5 10 against 2 3 1 2.75 10", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--overlap earlier", refused.Error, StringComparison.Ordinal);
        var different = Assert.Single(JsonNode.Parse(refused.Out)!["joined"]![0]!["different"]!.AsArray())!;
        Assert.Equal((2.5, 2.75), ((double)different["earlier"]![3]!, (double)different["later"]![3]!));
        Assert.Equal((2.5, 2.75), (Close("a"), Close("b")));
    }

    [Fact]
    public async Task FilesOfOtherBars_DoNotFitTogether()
    {
        var daily = _folder.Write("ACME_daily.csv", Head + "2019-12-30,1,2,1,1.5,10\n2019-12-31,2,3,1,2.5,10\n");
        var weekly = _folder.Write("ACME_weekly.csv", Head + "2019-12-23,1,2,1,1.5,10\n2019-12-30,2,3,1,2.5,10\n2020-01-06,2,3,1,2.5,10\n");

        var run = await CommandRun.OfAsync("import", daily, weekly);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("which do not fit together", run.Error, StringComparison.Ordinal);
    }

    private double Close(string data)
    {
        using var store = SimulatorStore.Open(new DataFolder(_folder.File(data)), TimeProvider.System);
        return store.Series.Find("ACME")!.Close[1];
    }

    private static string Kline(long time, int k) =>
        FormattableString.Invariant($"{time},{k + 1},{k + 3},{k + 1},{k + 2},10,{time + 3_599_999},5,7,1,2,0\n");

    private string Zip(string name, string text)
    {
        using var target = File.Create(_folder.File(name + ".zip"));
        using var zip = new ZipArchive(target, ZipArchiveMode.Create);
        using var entry = zip.CreateEntry(name + ".csv").Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
        return _folder.File(name + ".zip");
    }
}
