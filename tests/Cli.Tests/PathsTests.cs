using System.Text.Json;

namespace Simulator.Tests.Cli;

/// <summary>From a CSV file to paths, facts and judges.</summary>
public sealed class PathsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Text_HasEveryFactAndJudge_AndThePathsCanBeImportedAgain()
    {
        var file = _folder.Write("walk.csv", WalkFile.Text(800));
        var run = await PathsAsync(file, "--generator", "filtered", "--paths", "2", "--bars", "120", "--out", _folder.File("made"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (
            var words in new[] { "figures inside the band", "Wasserstein-1, 20 bars", "told apart, network", "2 paths written", "leverage" }
        )
            Assert.Contains(words, run.Out, StringComparison.Ordinal);
        var made = _folder.File("made/walk_filtered_002.csv");
        Assert.Equal(121, (await File.ReadAllLinesAsync(made)).Length);
        var import = await CommandRun.OfAsync("import", made, "--json");
        Assert.Equal(0, import.ExitCode);
        Assert.Contains("120", import.Out, StringComparison.Ordinal);
        // Under the real series' name it would take its place.
        Assert.Contains("walk_filtered_002", import.Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Json_OfOneSeed_IsTheSameTwice()
    {
        var file = _folder.Write("walk.csv", WalkFile.Text(800));
        var (first, second) = (
            await PathsAsync(file, "--generator", "bootstrap", "--json"),
            await PathsAsync(file, "--generator", "bootstrap", "--json")
        );
        Assert.Equal(first.Out, second.Out);
        var root = JsonDocument.Parse(first.Out).RootElement;
        Assert.Equal(15, root.GetProperty("facts").GetArrayLength());
        Assert.InRange(root.GetProperty("inside").GetInt32(), 10, root.GetProperty("known").GetInt32());
    }

    [Fact]
    public async Task Spec_UsesTheBarsBeforeItsTestPart()
    {
        var file = _folder.Write("walk.csv", WalkFile.Text(900));
        var spec = _folder.Write("spec.json", """{ "version": 1, "data": { "target": "WALK" }, "strategy": { "kind": "buyAndHold" } }""");
        var run = await PathsAsync(spec, "--series", "WALK=" + file, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(630, JsonDocument.Parse(run.Out).RootElement.GetProperty("bars").GetInt32());
    }

    [Theory]
    [InlineData("no such file, and no series of that name is imported", 2, "absent")]
    [InlineData("--generator must be", 2, "absent", "--generator", "magic")]
    [InlineData("--series is for a spec", 2, "absent", "--series", "A=b.csv")]
    public async Task WhatCannotBeUsed_IsToldWithARemedy(string error, int exitCode, params string[] words)
    {
        var run = await PathsAsync(words[0], words[1..]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShortSeries_IsRefused()
    {
        var run = await PathsAsync(_folder.Write("walk.csv", WalkFile.Text(300)));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("at least 500", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> PathsAsync(string source, params string[] more) =>
        CommandRun.OfAsync(["paths", source, "--data", _folder.File("data"), .. more]);
}
