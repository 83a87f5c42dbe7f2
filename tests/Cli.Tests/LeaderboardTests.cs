using System.Text.Json;

namespace Simulator.Tests.Cli;

/// <summary>From a request and CSV files to the table of forecasters.</summary>
public sealed class LeaderboardTests : IDisposable
{
    private const string Request = """
        { "spec": { "version": 1, "seed": 3, "data": { "target": "WALK", "related": ["OTHER"] } },
          "targets": ["WALK", "OTHER"],
          "forecasters": { "EWMA-t": { "kind": "ewma", "minimumBars": 200 }, 
                           "normal": { "kind": "ewma", "innovations": "gaussian", "minimumBars": 200 },
                           "all of the past": { "kind": "historical", "minimumBars": 200 } },
          "against": "EWMA-t" }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Text_HasEveryForecasterOnEverySeries_AndTheOneComparedWithStandsEvenWithItself()
    {
        var run = await RunAsync(Request, "--json");
        Assert.Equal(0, run.ExitCode);
        var result = JsonDocument.Parse(run.Out).RootElement;
        var rows = result.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(6, rows.Length);
        Assert.All(rows, r => Assert.Equal(1, r.GetProperty("seeds").GetInt32())); // nothing in them is random
        Assert.All(
            rows.GroupBy(r => r.GetProperty("target").GetString()),
            g => Assert.Single(g.Select(r => r.GetProperty("count").GetInt32()).Distinct())
        );
        var itself = result.GetProperty("standings").EnumerateArray().Single(s => s.GetProperty("forecaster").GetString() == "EWMA-t");
        Assert.Equal(0, itself.GetProperty("difference").GetDouble());
        Assert.Equal(0, itself.GetProperty("better").GetInt32());
        Assert.All(rows, r => Assert.InRange(r.GetProperty("coverage90").GetDouble(), 0.8, 1));

        var text = await RunAsync(Request);
        Assert.Contains("over all series, compared with EWMA-t;", text.Out, StringComparison.Ordinal);
        Assert.Contains("all of the past", text.Out, StringComparison.Ordinal);
        Assert.Equal(run.Out, (await RunAsync(Request, "--json")).Out);
    }

    [Theory]
    [InlineData("\"kind\": \"historical\"", "\"kind\": \"historcal\"", "forecasters.all of the past.kind")]
    [InlineData("\"against\": \"EWMA-t\"", "\"against\": \"EWMA\"", "did you mean 'EWMA-t'")]
    [InlineData("[\"WALK\", \"OTHER\"]", "[\"WALK\", \"OTHR\"]", "'OTHR' is not among the spec's series")]
    [InlineData("\"seed\": 3,", "\"seed\": 3, \"strategy\": { \"kind\": \"buyAndHold\" },", "spec.strategy: a leaderboard forecasts")]
    [InlineData("\"against\"", "\"seeds\": 0, \"against\"", "seeds: must be a whole number from 1 to 100")]
    [InlineData("\"minimumBars\": 200 } }", "\"minimumBars\": 1 } }", "forecasters.all of the past.minimumBars")]
    public async Task RequestThatIsWrong_IsToldWithExitCode2(string right, string wrong, string error)
    {
        var run = await RunAsync(Request.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task OwnForecasts_AreJudgedBesideTheOthers_AlsoOfARequestWithComments()
    {
        var request = Request.Replace("\"against\"", "/* compared with */ \"against\"", StringComparison.Ordinal);
        var run = await RunAsync(request, "--own", "mine=" + Table("0.05,0.95", "-0.02,0.02"), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("note: that the forecasts of mine were made in time is taken on trust", run.Error, StringComparison.Ordinal);
        var rows = JsonDocument.Parse(run.Out).RootElement.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(2, rows.Count(r => r.GetProperty("forecaster").GetString() == "mine"));
    }

    [Theory]
    [InlineData("0.05,low", "mine", "own.csv: column 'low' is neither a level")]
    [InlineData("0.05,0.95", "EWMA-t", "--own EWMA-t: the request has a forecaster of that name")]
    public async Task OwnForecasts_ThatCannotBe_AreRefusedByTheirFile(string columns, string name, string error)
    {
        var run = await RunAsync(Request, "--own", name + "=" + Table(columns, "-0.02,0.02"));

        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    // A line for each day of each series.
    private string Table(string columns, string values) =>
        _folder.Write("own.csv", $"date,symbol,{columns}\n{Lines("WALK", 900, values)}{Lines("OTHER", 800, values)}");

    private static string Lines(string symbol, int bars, string values) =>
        string.Concat(WalkFile.Text(bars).Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => $"{l[..10]},{symbol},{values}\n"));

    private Task<CommandRun> RunAsync(string request, params string[] more) =>
        CommandRun.OfAsync([
            "leaderboard",
            _folder.Write("request.json", request),
            "--bars",
            "WALK=" + _folder.Write("walk.csv", WalkFile.Text(900)),
            "--bars",
            "OTHER=" + _folder.Write("other.csv", WalkFile.Text(800)),
            "--data",
            _folder.File("data"),
            .. more,
        ]);
}
