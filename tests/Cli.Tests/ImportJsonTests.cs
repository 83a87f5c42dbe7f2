using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Simulator.Tests.Cli;

/// <summary><c>import --json</c>: anyone can check an import against the file with a script.</summary>
public sealed class ImportJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bars_AreGivenWithWhatTheFileWroteAndWhenTheyWereKnown()
    {
        var file = _folder.Write(
            "0700.HK.csv",
            "Date,Open,High,Low,Close,Volume,Remark\n"
                + "2024-03-04 00:00:00+08:00,1,2,0.5,1.5,100,a\n2024-03-05 00:00:00+08:00,1.5,2,1,1.25,,b\n"
        );

        var run = await CommandRun.OfAsync("import", file, "--json");

        Assert.Equal(0, run.ExitCode);
        var document = JsonNode.Parse(run.Out)!["files"]![0]!;
        Assert.Equal(("0700.HK.csv", null), ((string?)document["file"], (string?)document["refused"]));
        var series = Assert.Single(document["series"]!.AsArray())!;
        Assert.Equal(
            ("0700.HK", "hkex", "Asia/Hong_Kong", 2),
            ((string?)series["name"], (string?)series["calendar"], (string?)series["timeZone"], (int)series["bars"]!)
        );
        Assert.Equal("2024-03-04T08:00:00Z", (string?)series["rows"]![0]!["time"]);
        Assert.Equal("2024-03-04T00:00:00", (string?)series["rows"]![0]!["local"]);
        Assert.Equal(
            [1, 2, 0.5, 1.5, 100],
            new[] { "open", "high", "low", "close", "volume" }.Select(f => (double)series["rows"]![0]![f]!)
        );
        Assert.Null(series["rows"]![1]!["volume"]);
        Assert.Equal("close", (string?)series["columns"]!.AsArray().Single(c => (string?)c!["name"] == "Close")!["role"]);
        Assert.Contains("'Remark'", (string?)document["dropped"]![0], StringComparison.Ordinal);
        Assert.Empty(series["questions"]!.AsArray());
    }

    [Fact]
    public async Task LongSeries_AreCutInTheMiddle_AndOpenQuestionsAreListed()
    {
        var text = new StringBuilder("time,open,high,low,close\n");
        for (var bar = 0; bar < 1500; bar++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{new DateTime(2024, 3, 4).AddHours(bar):yyyy-MM-dd HH:mm},1,2,1,{1 + (bar / 1500.0):R}\n"
            );

        var run = await CommandRun.OfAsync("import", _folder.Write("BTCUSD.csv", text.ToString()), "--json");

        var series = JsonNode.Parse(run.Out)!["files"]![0]!["series"]![0]!;
        Assert.Equal((1500, 1000), ((int)series["bars"]!, series["rows"]!.AsArray().Count));
        Assert.Equal("2024-03-04T00:00:00", (string?)series["rows"]![0]!["local"]);
        Assert.Equal(1 + (1499 / 1500.0), (double)series["rows"]![999]!["close"]!);
        Assert.Equal(
            ["stamps", "timeZone"],
            series["questions"]!.AsArray().Select(q => (string?)q!["topic"]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task RefusedFiles_AreListedWithTheirReason_BesideThoseThatWereRead()
    {
        var good = _folder.Write("GS.csv", "Date,Close\n2024-03-04,1\n2024-03-05,2\n");
        var bad = _folder.Write(
            "bad.csv",
            "Date;Otevření;Nejvyšší;Nejnižší;Zavření\n2024-03-04;2;3;1;2.5\n2024-03-05;2;3;1;1.5\n2024-03-06;2;3;1;2\n"
        );

        var run = await CommandRun.OfAsync("import", good, bad, "--json");
        var assigned = await CommandRun.OfAsync("import", bad, "--json", "--column", "Zavření=close");

        Assert.Equal(2, run.ExitCode);
        var files = JsonNode.Parse(run.Out)!["files"]!.AsArray();
        Assert.Null(files[0]!["refused"]);
        Assert.Contains("Otevření", (string?)files[1]!["refused"], StringComparison.Ordinal);
        Assert.Empty(files[1]!["series"]!.AsArray());
        Assert.Equal(
            [2.5, 1.5, 2],
            JsonNode.Parse(assigned.Out)!["files"]![0]!["series"]![0]!["rows"]!.AsArray().Select(r => (double)r!["close"]!)
        );
    }
}
