using Simulator.Cli.Completion;

namespace Simulator.Tests.Cli;

/// <summary>Completion in a shell: what the program suggests, and the script that asks it.</summary>
public sealed class CompletionTests
{
    private static readonly Dictionary<string, string> s_same = [];

    [Theory]
    [InlineData("wal", "walkforward")]
    [InlineData("backtest --strategy donch", "donchianBreakout")]
    [InlineData("backtest --strategy smaCross --set fa", "fast=")]
    [InlineData("sweep --strategy smaCross --range sl", "slow=")]
    [InlineData("simulate spec.json --device cu", "cuda")]
    [InlineData("portfolio --method risk", "riskParity")]
    [InlineData("import a.csv --stamps op", "open")]
    [InlineData("rules che", "check")]
    [InlineData("help robust", "robustness")]
    [InlineData("completion fi", "fish")]
    public async Task Suggestion_OfALineThatIsNotFinished_EndsItsLastWord(string line, string word)
    {
        var run = await CommandRun.OfAsync($"[suggest:{line.Length}]", line);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([word], run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("./run backtest --strategy sma", "smaCross smaNetting smaPartial smaTrailing")]
    [InlineData("simulator wal", "walkforward")]
    [InlineData("simulator backtest --bars ", "")]
    public void BashScript_AsksTheProgram(string line, string words)
    {
        var script =
            CompletionScripts.Of("bash", ["dotnet", ChildProcess.Simulator])
            + "\nCOMP_LINE=$1 COMP_POINT=${#1}; _simulator x \"${1##* }\"; echo \"${COMPREPLY[*]}\"; complete -p simulator ./run";
        var run = ChildProcess.Run("bash", s_same, "-c", script, "bash", line);
        Assert.Equal("", run.Error);
        Assert.Equal(
            [words, "complete -o default -F _simulator simulator", "complete -o default -F _simulator ./run"],
            run.Out.TrimEnd().Split('\n')
        );
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Script_StartsTheProgramThatWroteIt(string shell)
    {
        var run = ChildProcess.Cli(s_same, "completion", shell);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(Path.GetFileName(ChildProcess.Simulator), run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("PROGRAM", run.Out, StringComparison.Ordinal);
    }
}
