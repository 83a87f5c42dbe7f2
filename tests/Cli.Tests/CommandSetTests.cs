namespace Simulator.Tests.Cli;

public sealed class CommandSetTests
{
    [Fact]
    public async Task UnknownCommand_NearAKnownOne_IsSuggestedWithExitCode2()
    {
        var run = await CommandRun.OfAsync("simualte");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("unknown command 'simualte' (did you mean 'simulate'?)", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task WrongArguments_Several_AreAllTold()
    {
        var run = await CommandRun.OfAsync("simulate", "--jsn", "--bars", "GOOG", "--device", "gpu", "--data");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("unknown option --jsn (did you mean '--json'?)", run.Error, StringComparison.Ordinal);
        Assert.Contains("--bars must be SYMBOL=FILE, was 'GOOG'", run.Error, StringComparison.Ordinal);
        Assert.Contains("--device must be auto, cpu or cuda, was 'gpu'", run.Error, StringComparison.Ordinal);
        Assert.Contains("--data needs a value: --data FOLDER", run.Error, StringComparison.Ordinal);
        Assert.Contains("which spec?", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--device=cpu", "--device", "cuda")]
    [InlineData("--json=yes", null, null)]
    public async Task Option_GivenTwiceOrWithAValueItHasNot_IsAnError(string first, string? second, string? value)
    {
        string[] words = ["simulate", "spec.json", first, .. second is null ? Array.Empty<string>() : [second, value!]];
        Assert.Equal(2, (await CommandRun.OfAsync(words)).ExitCode);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    public async Task Help_ListsEveryCommand(string word)
    {
        var run = await CommandRun.OfAsync(word);
        Assert.Equal(0, run.ExitCode);
        Assert.All(new[] { "simulate", "import", "worker", "doctor", "version" }, name => Assert.Contains(name, run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HelpOfACommand_ListsItsOptions()
    {
        var run = await CommandRun.OfAsync("simulate", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(new[] { "--bars", "--panel", "--json", "--data", "--device", "--no-cache" }, name => Assert.Contains(name, run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_NamesProductAndCode()
    {
        var run = await CommandRun.OfAsync("version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^Simulator \d+\.\d+\.\d+ \(code [0-9a-f]{12}\)$", run.Out.TrimEnd());
    }
}
