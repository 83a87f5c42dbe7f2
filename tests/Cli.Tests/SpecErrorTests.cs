using Simulator.Leaderboards;
using Simulator.Runs;

namespace Simulator.Tests.Cli;

public sealed class SpecErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "docs", "examples"), "*.json").Select(f => Path.GetFileName(f))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_IsAValidSpec(string name)
    {
        var parse = SpecJson.Parse(File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs", "examples", name)));
        Assert.Empty(parse.Errors);
    }

    [Fact]
    public void ExampleOfALeaderboard_IsAValidRequest()
    {
        var folder = Path.Combine(SharedFiles.RepositoryRoot, "docs", "examples", "leaderboards");
        var parse = new LeaderboardKind().Parse(File.ReadAllText(Path.Combine(folder, "banks.json")));
        Assert.Empty(parse.Errors);
        Assert.Equal(49, ((LeaderboardRequest)parse.Request!).Count);
    }

    [Fact]
    public async Task Spec_WithFiveErrors_TellsAllWithTheirPathsAndExitCode2()
    {
        var spec = _folder.Write(
            "spec.json",
            """
            { "version": 1, "nmae": "x", "data": { "target": "GOOG", "from": "2012-01-01", "to": "2010-01-01" },
              "strategy": { "kind": "smaCross", "fastBars": 30, "slowBars": 10 },
              "execution": { "commissionRate": -1 }, "capital": { "amount": -5 } }
            """
        );
        var run = await CommandRun.OfAsync("simulate", spec, "--data", _folder.File("data"));
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.Equal(5, run.ErrorLines.Length);
        Assert.All(
            new[] { "nmae", "data.to", "strategy.slowBars", "execution.commissionRate", "capital.amount" },
            path => Assert.Contains($"{path}: ", run.Error, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task SpecFilesAndFolder_AllWrong_AreToldTogether()
    {
        var spec = _folder.Write("spec.json", """{ "version": 2, "data": { "target": "GOOG" }, "strategy": { "kind": "buyAndHold" } }""");
        var run = await CommandRun.OfAsync(
            "simulate",
            spec,
            "--bars",
            $"GOOG={_folder.File("absent.csv")}",
            "--data",
            Path.Combine(spec, "data")
        );
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("version: must be 1, was 2", run.Error, StringComparison.Ordinal);
        Assert.Contains("absent.csv: no such file", run.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spec_ThatIsNotJson_NamesLineAndColumn()
    {
        var run = await CommandRun.OfAsync(
            "simulate",
            _folder.Write("spec.json", "{\n  \"version\": 1,,\n}"),
            "--data",
            _folder.File("data")
        );
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("line 2, column", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spec_WhoseSeriesAreAbsent_NamesEachWithTheRemedy()
    {
        var spec = _folder.Write(
            "spec.json",
            """{ "version": 1, "data": { "target": "GOOG", "related": ["SPX"] }, "strategy": { "kind": "buyAndHold" } }"""
        );
        var run = await CommandRun.OfAsync("simulate", spec, "--data", _folder.File("data"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("data.target: no series 'GOOG'", run.Error, StringComparison.Ordinal);
        Assert.Contains("data.related[0]: no series 'SPX'", run.Error, StringComparison.Ordinal);
        Assert.Contains("--bars GOOG=FILE", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("data/simulator.db")), "asking for a series must not make a database");
    }

    [Fact]
    public async Task DataFolder_ThatCannotBeWritten_IsNamedWithTheRemedy()
    {
        var spec = _folder.Write("spec.json", """{ "version": 1, "data": { "target": "GOOG" }, "strategy": { "kind": "buyAndHold" } }""");
        // /proc refuses new folders to everybody, root included; a folder's permissions would not stop root.
        var run = await CommandRun.OfAsync("simulate", spec, "--data", "/proc/simulator");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("data folder /proc/simulator: cannot be written", run.Error, StringComparison.Ordinal);
        Assert.Contains("--data FOLDER", run.Error, StringComparison.Ordinal);
    }
}
