using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Artifacts;
using Simulator.Cli.Commands;
using Simulator.Cli.Terminals;
using Simulator.Store;
using Simulator.Store.Trials;

namespace Simulator.Tests.Cli;

public sealed class RobustnessCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _walk;

    public RobustnessCommandTests() =>
        _walk = [
            "--bars",
            _folder.Write("WALK.csv", WalkFile.Text(300)),
            "--strategy",
            "smaCross",
            "--commission-rate",
            "0.001",
            "--data",
            _folder.File("data"),
        ];

    private static string[] Ranges => ["--range", "fast=3:6:1", "--range", "slow=8:16:4", "--where", "fast<slow"];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Sweep_BestRunAgainAsABacktest_HasTheSameTradesAndEquity()
    {
        var sweep = await JsonAsync(["sweep", .. _walk, .. Ranges, "--json"]);
        var best = sweep["best"]![0]!;
        var backtest = await JsonAsync([
            "backtest",
            .. _walk.SkipLast(2),
            "--set",
            $"fast={best["parameters"]!["fast"]}",
            "--set",
            $"slow={best["parameters"]!["slow"]}",
            "--json",
        ]);
        Assert.Equal((string)sweep["tradeHash"]!, (string)backtest["tradeHash"]!);
        Assert.Equal((double)best["figures"]!["finalEquity"]!, (double)backtest["equity_final"]!);
        Assert.True((bool)sweep["reproduced"]!);
        Assert.Equal((12, 12), ((int)sweep["completed"]!, (int)sweep["selection"]!["trials"]!));
        Assert.Contains("12 trials", (string)sweep["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_ByAnotherNumberOfThreads_PrintsTheSame() =>
        Assert.Equal(
            (
                await CommandRun.OfAsync([
                    "sweep",
                    .. _walk,
                    .. Ranges,
                    "--method",
                    "sobol",
                    "--runs",
                    "9",
                    "--seed",
                    "4",
                    "--threads",
                    "1",
                ])
            ).Out,
            (
                await CommandRun.OfAsync([
                    "sweep",
                    .. _walk,
                    .. Ranges,
                    "--method",
                    "sobol",
                    "--runs",
                    "9",
                    "--seed",
                    "4",
                    "--threads",
                    "7",
                ])
            ).Out
        );

    [Fact]
    public async Task Sweep_StoppedByCtrlC_ReportsWhatRanAndSaysSo()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var stop = new CancellationTokenSource();
        string[] words =
        [
            "sweep",
            .. _walk,
            "--range",
            "fast=2:9",
            "--range",
            "slow=10:5000:1",
            "--set",
            "side=long",
            "--method",
            "random",
            "--runs",
            "30000",
            "--json",
        ];
        var code = await ProductCommands.Set.RunAsync(words, Terminal.Plain(output, error, new StoppingClock(stop, 200)), stop.Token);
        Assert.Equal(130, code);
        Assert.Contains("stopped after", error.ToString(), StringComparison.Ordinal);
        var result = JsonNode.Parse(output.ToString())!;
        Assert.True((bool)result["stopped"]!);
        Assert.InRange((int)result["completed"]!, 1, 1_000);
        Assert.Contains("the sweep was stopped before its end", (string)result["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_WithADatabase_CountsEarlierTrialsAndKeepsItsOwn()
    {
        using var store = SimulatorStore.Open(new DataFolder(_folder.File("data")), TimeProvider.System);
        string[] other = ["sweep", .. _walk, "--range", "fast=3:4:1", "--set", "slow=20", "--json"];
        Assert.Equal(12, (int)(await JsonAsync(["sweep", .. _walk, .. Ranges, "--json"]))["selection"]!["trials"]!);
        Assert.Equal(14, (int)(await JsonAsync(other))["selection"]!["trials"]!);
        Assert.Equal(14, (int)(await JsonAsync(other))["selection"]!["trials"]!); // the same again is no new trial
        Assert.Equal(14, await StoredTrials.CountAsync(new DataFolder(_folder.File("data")), "WALK", default));
    }

    [Fact]
    public async Task Sweep_UnderAnotherSwitch_IsAnotherTrial()
    {
        using var store = SimulatorStore.Open(new DataFolder(_folder.File("data")), TimeProvider.System);
        string[] sweep = ["sweep", .. _walk, "--range", "fast=3:4:1", "--set", "slow=20", "--json"];
        Assert.Equal(2, (int)(await JsonAsync(sweep))["selection"]!["trials"]!);
        Assert.Equal(4, (int)(await JsonAsync([.. sweep, "--trade-on-close"]))["selection"]!["trials"]!);
        Assert.Equal(4, (int)(await JsonAsync([.. sweep, "--trade-on-close"]))["selection"]!["trials"]!);
    }

    [Fact]
    public async Task Sweep_OfACopyOfTheFile_IsTheSameMarket()
    {
        using var store = SimulatorStore.Open(new DataFolder(_folder.File("data")), TimeProvider.System);
        await JsonAsync(["sweep", .. _walk, .. Ranges, "--json"]);
        string[] copy = ["--bars", _folder.Write("copy.csv", WalkFile.Text(300)), .. _walk[2..]];
        // the same thing once more
        Assert.Equal(12, (int)(await JsonAsync(["sweep", .. copy, .. Ranges, "--json"]))["selection"]!["trials"]!);
        Assert.Equal(
            14,
            (int)(await JsonAsync(["sweep", .. copy, "--range", "fast=3:4:1", "--set", "slow=20", "--json"]))["selection"]!["trials"]!
        );
        Assert.Equal(14, (int)(await JsonAsync(["robustness", .. _walk, "--draws", "20", "--json"]))["trials"]! - 1);
    }

    [Fact]
    public async Task Sweep_OfAFile_CountsWhatRanOnTheImportedSeriesOfTheSameBars()
    {
        Assert.Equal(
            0,
            (await CommandRun.OfAsync("import", _walk[1], "--symbol", "ALIAS", "--accept", "--data", _folder.File("data"))).ExitCode
        );
        await StoredTrials.RecordAsync(new DataFolder(_folder.File("data")), "ALIAS", "elsewhere", 30, TimeProvider.System, default);
        Assert.Equal(42, (int)(await JsonAsync(["sweep", .. _walk, .. Ranges, "--json"]))["selection"]!["trials"]!);
    }

    [Theory]
    [InlineData("sweep", "--range", "fast=3,4")]
    [InlineData("walkforward", "--range", "fast=3,4")]
    [InlineData("robustness", "--draws", "20")]
    public async Task Trials_WhereTheFolderHasNoDatabase_AreSaidNotToBeCounted(string command, params string[] options)
    {
        var run = await CommandRun.OfAsync([command, .. _walk, .. options, "--json"]);
        var line = Assert.Single(
            run.ErrorLines,
            l => l.StartsWith("note: earlier simulations of WALK are not counted as trials", StringComparison.Ordinal)
        );
        Assert.Equal(line["note: ".Length..], (string)Assert.Single(JsonNode.Parse(run.Out)!["notes"]!.AsArray())!);
        Assert.False(Directory.Exists(_folder.File("data")));
    }

    [Fact]
    public async Task WalkForward_PrintsWindowsThatFollowEachOther()
    {
        var walk = await JsonAsync(["walkforward", .. _walk, .. Ranges, "--train", "100", "--test", "50", "--embargo", "5", "--json"]);
        var windows = walk["windows"]!.AsArray();
        Assert.Equal(4, windows.Count);
        Assert.All(windows, w => Assert.Equal(6, (int)w!["bars"]!["testFirst"]! - (int)w["bars"]!["trainLast"]!));
        Assert.Equal(200, walk["equity"]!.AsArray().Count);
        var text = await CommandRun.OfAsync(["walkforward", .. _walk, .. Ranges]);
        Assert.Contains("efficiency", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CrossValidate_PrintsPathsSplitsAndGroups_AndCountsItsChoices()
    {
        using var store = SimulatorStore.Open(new DataFolder(_folder.File("data")), TimeProvider.System);
        string[] words = ["crossvalidate", .. _walk, .. Ranges, "--groups", "5", "--test-groups", "2", "--purge", "3", "--embargo", "2"];
        var test = await JsonAsync([.. words, "--json"]);
        Assert.Equal((10, 4, 12), ((int)test["splits"]!, test["pathSharpe"]!.AsArray().Count, (int)test["candidates"]!));
        Assert.Equal((10, 5), (test["choices"]!.AsArray().Count, test["groups"]!.AsArray().Count));
        Assert.NotNull((string?)test["choices"]![0]!["chosen"]!["fast"]);
        Assert.Equal(12, await StoredTrials.CountAsync(new DataFolder(_folder.File("data")), "WALK", default));
        var text = await CommandRun.OfAsync(words);
        Assert.StartsWith((string)test["sentence"]!, text.Out, StringComparison.Ordinal);
        Assert.Contains("test 1 + 2  fast=", text.Out, StringComparison.Ordinal);
        Assert.Equal(text.Out, (await CommandRun.OfAsync([.. words, "--threads", "1"])).Out);
    }

    [Fact]
    public async Task Robustness_OfARule_EndsInOneSentence()
    {
        var run = await CommandRun.OfAsync(["robustness", .. _walk, "--set", "fast=3", "--trials", "30", "--draws", "20"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches(@"^From .+ the moving-average cross 3/30 .+ for buy-and-hold; .+\.$", run.Out.Split('\n')[0]);
        Assert.Equal(
            31,
            (int)(await JsonAsync(["robustness", .. _walk, "--set", "fast=3", "--trials", "30", "--draws", "20", "--json"]))["trials"]!
        );
        Assert.All(
            new[]
            {
                "look-ahead",
                "intrabar order",
                "random entries",
                "trades shuffled",
                "returns resampled (block bootstrap)",
                "price noise",
                "random costs",
                "bars shuffled",
            },
            part => Assert.Contains(part, run.Out, StringComparison.Ordinal)
        );
        Assert.Equal(
            run.Out,
            (await CommandRun.OfAsync(["robustness", .. _walk, "--set", "fast=3", "--trials", "30", "--draws", "20"])).Out
        );
    }

    [Fact]
    public async Task Robustness_OfASearch_TestsTheSearchToo()
    {
        var result = await JsonAsync(["robustness", .. _walk, .. Ranges, "--draws", "20", "--json"]);
        Assert.All(
            new[] { "lookAhead", "fillBand", "monteCarlo", "entries", "sweep", "walkForward", "crossValidation" },
            part => Assert.NotNull(result[part])
        );
        Assert.Equal("clean", (string)result["lookAhead"]!["verdict"]!);
        Assert.Equal(15, (int)result["crossValidation"]!["splits"]!);
    }

    [Fact]
    public async Task RulesOfAFile_CanBeSwept()
    {
        var rules = _folder.Write(
            "rules.json",
            """
            { "version": 1, "name": "cross", "parameters": { "fast": 3, "slow": 12 },
              "entryLong": "crossesAbove(sma(close, fast), sma(close, slow))",
              "exitLong": "crossesBelow(sma(close, fast), sma(close, slow))" }
            """
        );
        var run = await CommandRun.OfAsync([
            "sweep",
            .. _walk[..2],
            "--strategy",
            rules,
            .. Ranges,
            "--data",
            _folder.File("data"),
            "--json",
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(12, (int)JsonNode.Parse(run.Out)!["completed"]!);
    }

    [Theory]
    [InlineData("sweep needs --range NAME=RANGE", "sweep", "--bars", "x.csv", "--strategy", "smaCross")]
    [InlineData("did you mean 'smaCross'", "sweep", "--bars", "WALK", "--strategy", "smaCros", "--range", "fast=3:4:1")]
    [InlineData("did you mean 'sharpe'", "sweep", "--bars", "WALK", "--strategy", "smaCross", "--range", "fast=3:4:1", "--rank", "sharp")]
    [InlineData("must have the form", "sweep", "--bars", "WALK", "--strategy", "smaCross", "--range", "fast=3:x")]
    [InlineData(
        "from 1 to 1000000000 by 1 has more than 100,000 levels; use a larger step",
        "sweep",
        "--bars",
        "WALK",
        "--strategy",
        "smaCross",
        "--range",
        "fast=1:1e9:1"
    )]
    [InlineData("did you mean 'fast'", "sweep", "--bars", "WALK", "--strategy", "smaCross", "--range", "fast=3:4:1", "--where", "fsat<9")]
    [InlineData("did you mean 'slow'", "sweep", "--bars", "WALK", "--strategy", "smaCross", "--range", "slwo=13:14:1")]
    [InlineData("more than once", "sweep", "--bars", "WALK", "--strategy", "smaCross", "--range", "fast=3:4:1", "--set", "fast=5")]
    [InlineData(
        "--runs must be a whole number >= 1, was '0'",
        "sweep",
        "--bars",
        "WALK",
        "--strategy",
        "smaCross",
        "--range",
        "fast=3:4:1",
        "--runs",
        "0"
    )]
    [InlineData(
        "groups 31 must be between 2 and 30",
        "crossvalidate",
        "--bars",
        "WALK",
        "--strategy",
        "smaCross",
        "--range",
        "fast=3:4:1",
        "--groups",
        "31"
    )]
    [InlineData(
        "compares 1 to 1,000 parameter sets",
        "crossvalidate",
        "--bars",
        "WALK",
        "--strategy",
        "smaCross",
        "--range",
        "fast=3:40:1",
        "--range",
        "slow=50:100:1"
    )]
    [InlineData(
        "do not fit into 300 bars",
        "walkforward",
        "--bars",
        "WALK",
        "--strategy",
        "smaCross",
        "--range",
        "fast=3:4:1",
        "--train",
        "900"
    )]
    public async Task Mistake_IsNamedWithAWayOut(string message, params string[] words)
    {
        var run = await CommandRun.OfAsync([.. words.Select(w => w == "WALK" ? _walk[1] : w)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> JsonAsync(string[] words)
    {
        var run = await CommandRun.OfAsync(words);
        Assert.True(run.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"exit code {run.ExitCode}: {run.Error}"));
        return JsonNode.Parse(run.Out)!;
    }

    /// <summary>A clock that stops the run when it has been read so often.</summary>
    private sealed class StoppingClock(CancellationTokenSource stop, int reads) : TimeProvider
    {
        private int _reads;

        public override long GetTimestamp()
        {
            if (Interlocked.Increment(ref _reads) == reads)
                stop.Cancel();
            return base.GetTimestamp();
        }
    }
}
