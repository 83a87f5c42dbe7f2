using System.Text.Json.Nodes;

namespace Simulator.Tests.Cli;

/// <summary>What the import knows to be wrong with a file is told by every command that reads it.</summary>
public sealed class DataNotesTests : IDisposable
{
    private static readonly string[] s_commands =
    [
        "backtest --bars {0} --strategy buyAndHold",
        "sweep --bars {0} --strategy smaCross --range fast=5,10",
        "walkforward --bars {0} --strategy smaCross --range fast=5,10",
        "robustness --bars {0} --strategy smaCross --draws 20",
        "portfolio --bars WALK={0} --method equal",
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Commands { get; } = [.. s_commands];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task BadFile_IsToldOnStandardErrorAndInTheDocument(string command)
    {
        var bad = await RunAsync(command, _folder.Write("WALK.csv", Spoilt(WalkFile.Text(300))));
        var line = Assert.Single(bad.ErrorLines, l => l.StartsWith("note: WALK.csv has ", StringComparison.Ordinal));
        Assert.Matches(@"^note: WALK\.csv has \d+ warnings?: .+ \(import .+WALK\.csv shows all\)$", line);
        Assert.Contains("rows were not imported", line, StringComparison.Ordinal);
        var notes = JsonNode.Parse(bad.Out)!["dataNotes"]!.AsArray();
        Assert.Equal(line["note: ".Length..], (string)Assert.Single(notes)!);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task GoodFile_HasNothingToTell(string command)
    {
        var good = await RunAsync(command, _folder.Write("WALK.csv", WalkFile.Text(300)));
        Assert.DoesNotContain("WALK.csv has", good.Error, StringComparison.Ordinal);
        Assert.Empty(JsonNode.Parse(good.Out)!["dataNotes"]!.AsArray());
    }

    [SkippableTheory]
    [InlineData("data/messy/skender_bad.csv", "warning")]
    [InlineData("data/lean/daily_csv/aapl.csv", "split")]
    public async Task FileOfTheReferencePack_IsTold(string file, string word)
    {
        var run = await RunAsync("backtest --bars {0} --strategy buyAndHold --negative-prices skip", SharedFiles.Require(file));
        Assert.Contains(
            word,
            Assert.Single(run.ErrorLines, l => l.StartsWith("note: ", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    // Three rows that hold no bar.
    private static string Spoilt(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var row in new[] { 40, 41, 60 })
            lines[row] = lines[row].Split(',')[0] + ",x,x,x,x,1";
        return string.Join('\n', lines) + "\n";
    }

    private static async Task<CommandRun> RunAsync(string command, string file)
    {
        var run = await CommandRun.OfAsync([.. command.Split(' ').Select(w => w.Replace("{0}", file, StringComparison.Ordinal)), "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }
}
