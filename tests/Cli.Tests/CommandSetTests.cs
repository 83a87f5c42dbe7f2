using Simulator.Cli.CommandLines;
using Simulator.Cli.Terminals;

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
        Assert.All(
            new[] { "simulate", "import", "worker", "doctor", "version" },
            name => Assert.Contains(name, run.Out, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task HelpOfACommand_ListsItsOptions()
    {
        var run = await CommandRun.OfAsync("simulate", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(
            new[] { "--bars", "--panel", "--json", "--data", "--device", "--no-cache" },
            name => Assert.Contains(name, run.Out, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Version_NamesProductAndCode()
    {
        var run = await CommandRun.OfAsync("version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^Simulator \d+\.\d+\.\d+ \(code [0-9a-f]{12}\)$", run.Out.TrimEnd());
    }

    [Theory]
    [InlineData(
        1,
        "broken ended by a defect of the program, please report it: InvalidOperationException: nothing works (with SIMULATOR_TRACE=1 the same command shows where)"
    )]
    [InlineData(2, "that is no size")]
    [InlineData(3, "the memory is used up: take fewer bars, fewer series or fewer threads")]
    [InlineData(4, "that is no size")]
    public async Task AnyException_BecomesASentenceAndAnExitCode(int kind, string sentence)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new CommandSet([new Broken(kind)]).RunAsync(
            ["broken"],
            Terminal.Plain(output, error, TimeProvider.System),
            CancellationToken.None
        );
        Assert.Equal((kind % 2 == 0 ? 2 : 1, "", sentence), (code, output.ToString(), error.ToString().TrimEnd()));
    }

    [Theory]
    [InlineData("backtest", "--strategy", "smaCross", "--bars")]
    [InlineData("sweep", "--strategy", "smaCross", "--range", "fast=5,10", "--bars")]
    public async Task FileWithNoNameBeforeItsEnding_IsReadUnderAnother(params string[] words)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAsync([.. words, folder.Write(".csv", WalkFile.Text(300))]);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private sealed class Broken(int kind) : Command
    {
        public override string Name => "broken";

        public override string Summary => "does not work";

        public override Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation) =>
            throw (
                kind switch
                {
                    1 => new InvalidOperationException("nothing\nworks"),
                    2 => new ArgumentException("that is no size"),
                    3 => new InsufficientMemoryException(),
                    _ => new AggregateException(new TypeInitializationException("T", new ArgumentException("that is no size"))),
                }
            );
    }
}
