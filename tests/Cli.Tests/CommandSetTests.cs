using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Commands;
using Simulator.Cli.Terminals;

namespace Simulator.Tests.Cli;

public sealed class CommandSetTests
{
    [Fact]
    public async Task UnknownCommand_NearAKnownOne_IsSuggestedWithExitCode2()
    {
        var run = await CommandRun.OfAsync("simualte");
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(["unknown command 'simualte' (did you mean 'simulate'?)", "(simulator help lists all commands)"], run.ErrorLines);
    }

    [Fact]
    public async Task WrongArguments_Several_AreAllTold()
    {
        var run = await CommandRun.OfAsync("simulate", "--jsn", "--bars", "GOOG", "--device", "gpu", "--data");
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(
            [
                "unknown option --jsn (did you mean '--json'?)",
                "simulate needs SPEC.json: the spec to run; - reads it from standard input",
                "--bars must be SYMBOL=FILE, was 'GOOG'",
                "--data needs a value: --data FOLDER",
                "--device must be auto, cpu or cuda, was 'gpu'",
                "(simulator help simulate shows the options)",
            ],
            run.ErrorLines
        );
    }

    [Theory]
    [InlineData("backtest a.csv --bars b.csv --strategy smaCross", "backtest takes no 'a.csv'; a file goes after --bars")]
    [InlineData("backtest --bars b.csv --strategy --json", "--strategy needs a value: --strategy NAME|FILE")]
    [InlineData("sweep --bars b.csv --range fast=5:9 --strategy", "--strategy needs a value: --strategy NAME|FILE")]
    [InlineData("sweep --bars b.csv --strategy --range fast=5:9", "--strategy needs a value: --strategy NAME|FILE")]
    [InlineData("simulate a.json b.json", "simulate takes no 'b.json'; it runs one spec at a time")]
    [InlineData("simulate a.json --dvice cpu", "unknown option --dvice (did you mean '--device'?)")]
    [InlineData("simulate a.json --dvice=cpu", "unknown option --dvice (did you mean '--device'?)")]
    [InlineData("simulate a.json --json=yes", "--json takes no value, was given 'yes'")]
    [InlineData("simulate a.json --device cpu --device=auto", "--device was given more than once")]
    [InlineData(
        "simulate @absent",
        "simulate needs SPEC.json: the spec to run; - reads it from standard input",
        "Response file not found 'absent'."
    )]
    [InlineData("rules", "rules needs a command: check or reference")]
    [InlineData("rules chek", "unknown command 'chek' (did you mean 'check'?)")]
    [InlineData("rules check", "rules check needs FILE: the file of rules, JSON")]
    [InlineData("--versoin", "unknown option --versoin (did you mean '--version'?)")]
    [InlineData("completion pwsh", "SHELL must be bash, zsh or fish, was 'pwsh'")]
    public async Task WrongUse_IsToldInOneLine_ThenWhereHelpIs(string line, params string[] errors)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(errors, run.ErrorLines[..^1]);
        Assert.StartsWith("(simulator help", run.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResponseFile_StandsForItsWords()
    {
        using var folder = new TemporaryFolder();
        var bars = folder.Write("walk.csv", WalkFile.Text(300));
        var words = folder.Write("costs.txt", "# what the broker takes\n--commission-rate -0.0001\n--cash=5000\n");
        var typed = await CommandRun.OfAsync([
            "backtest",
            "--bars",
            bars,
            "--strategy",
            "smaCross",
            "--commission-rate",
            "-0.0001",
            "--cash",
            "5000",
            "--json",
        ]);
        var read = await CommandRun.OfAsync("backtest", "--bars", bars, "--strategy", "smaCross", $"@{words}", "--json");
        Assert.Equal((0, typed.Out), (read.ExitCode, read.Out));
    }

    [Fact]
    public async Task WordAfterTwoDashes_IsAnArgument()
    {
        var run = await CommandRun.OfAsync("simulate", "--", "--absent.json");
        Assert.Contains("--absent.json: no such file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ReferencePage_IsWhatTheCommandsSay() =>
        GeneratedPage.AssertCurrent(
            "command-line.md",
            CommandReference.Markdown(ProductCommands.Set.Tree(Terminal.Plain(TextWriter.Null, TextWriter.Null, TimeProvider.System)))
        );

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData]
    public async Task Help_ListsEveryCommandAndTheExitCodes(params string[] words)
    {
        var run = await CommandRun.OfAsync(words);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(
            new[]
            {
                "simulate",
                "diagnose",
                "importance",
                "agents",
                "backtest",
                "portfolio",
                "sweep",
                "walkforward",
                "crossvalidate",
                "robustness",
                "rules",
                "import",
                "worker",
                "doctor",
                "version",
                "completion",
                "Exit codes: 0 done",
            },
            name => Assert.Contains(name, run.Out, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task HelpOfACommand_HasUsageOptionsDefaultsDetailsAndExample()
    {
        var run = await CommandRun.OfAsync("help", "simulate");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(
            new[]
            {
                "simulator simulate <SPEC.json> [options]",
                "--bars <SYMBOL=FILE>",
                "--panel",
                "--json",
                "--data",
                "[default: auto]",
                "--no-cache",
                "Details:",
                "Examples:\n  simulator simulate docs/examples/goog-sma.json",
            },
            words => Assert.Contains(words, run.Out, StringComparison.Ordinal)
        );
        Assert.Equal(run.Out, (await CommandRun.OfAsync("simulate", "--nonsense", "--help")).Out);
    }

    [Fact]
    public async Task EveryCommand_ExplainsItself()
    {
        foreach (var command in ProductCommands.Set.Tree(Terminal.Plain(TextWriter.Null, TextWriter.Null, TimeProvider.System)).Subcommands)
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name);
            Assert.All(command.Options, o => Assert.False(string.IsNullOrWhiteSpace(o.Description), $"{command.Name} {o.Name}"));
            Assert.Equal(0, (await CommandRun.OfAsync(command.Name, "--help")).ExitCode);
        }
    }

    [Fact]
    public async Task Help_UnderAForeignCulture_WritesNumbersAsTheyAreTyped()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
        try
        {
            Assert.Contains("[default: 0.001]", (await CommandRun.OfAsync("help", "portfolio")).Out, StringComparison.Ordinal);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task HelpOfAnUnknownCommand_SuggestsTheNearest()
    {
        var run = await CommandRun.OfAsync("help", "smulate");
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("unknown command 'smulate' (did you mean 'simulate'?)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("--version")]
    public async Task Version_NamesProductAndCode(string word)
    {
        var run = await CommandRun.OfAsync(word);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^Simulator \d+\.\d+\.\d+ \(code [0-9a-f]{12}\)$", run.Out.TrimEnd());
    }

    [Theory]
    [InlineData(
        1,
        "broken stopped because of a defect in the program; please report it: InvalidOperationException: nothing works "
            + "(set SIMULATOR_TRACE=1 to see where it happened)"
    )]
    [InlineData(2, "that is no size")]
    [InlineData(3, "out of memory: use fewer bars, fewer series or fewer threads")]
    [InlineData(4, "that is no size")]
    public async Task AnyException_BecomesASentenceAndAnExitCode(int kind, string sentence)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new CommandSet(() => [new Broken(kind)]).RunAsync(
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

    private sealed class Broken(int kind) : ProductCommand("broken", "does not work")
    {
        public override Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
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
