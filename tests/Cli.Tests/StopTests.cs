using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Simulator.Cli.Commands;
using Simulator.Cli.Terminals;
using Simulator.Runs;

namespace Simulator.Tests.Cli;

/// <summary>Ctrl+C in the middle of a training, and the same command again.</summary>
public sealed class StopTests : IDisposable
{
    private const string Spec = """
        { "version": 1, "data": { "target": "WALK" }, "features": [ { "kind": "returns" } ], "split": { "embargoBars": 2 },
          "forecaster": { "kind": "gan", "windowBars": 8, "hidden": 8, "criticChannels": 8, "epochs": 6, "samples": 50, "trainFolds": 1 },
          "strategy": { "kind": "buyAndHold" } }
        """;

    private const string Rules = """{ "version": 1, "parameters": { "level": 0.5 }, "entryLong": "hurst(2041) > level" }""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Simulate_StoppedInATrainingAndStartedAgain_EndsWithTheUndisturbedHash()
    {
        string[] command =
        [
            "simulate",
            _folder.Write("spec.json", Spec),
            "--bars",
            "WALK=" + _folder.Write("walk.csv", WalkFile.Text(600)),
            "--device",
            "cpu",
            "--json",
        ];
        var undisturbed = await CommandRun.OfAsync([.. command, "--data", _folder.File("undisturbed")]);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Error);

        string[] stoppable = [.. command, "--data", _folder.File("stopped")];
        Assert.Equal(130, await StopAtFirstCheckpointAsync(stoppable));
        var resumed = await CommandRun.OfAsync(stoppable);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Contains("resumed at", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(Hash(undisturbed), Hash(resumed));
    }

    [Theory]
    [InlineData("backtest --bars {0} --strategy {1}")]
    [InlineData("robustness --bars {0} --strategy {1}")]
    [InlineData("portfolio --bars A={0} --bars B={0} --method riskParity --set window=250 --rebalance bars:1")]
    [InlineData("sweep --bars {0} --strategy {1} --range level=1:3:1")]
    public async Task Command_AlreadyStopped_RunsNothing(string command)
    {
        var bars = _folder.Write("walk.csv", WalkFile.Text(600));
        var words = string.Format(CultureInfo.InvariantCulture, command, bars, _folder.Write("rules.json", Rules)).Split(' ');
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ProductCommands.Set.RunAsync(
            [.. words, "--json"],
            Terminal.Plain(output, error, TimeProvider.System),
            new CancellationToken(canceled: true)
        );
        Assert.Equal(130, code);
        Assert.Contains("stopped", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Backtest_OfASlowRule_EndsAtCtrlC()
    {
        var (process, error) = StartReadingAPipe();
        using (process)
        {
            // The command waits for these bars, so its handler is there; the rule would take longer than anyone waits.
            await using (var pipe = new StreamWriter(_folder.File("bars.csv")))
                await pipe.WriteAsync(WalkFile.HourlyText(2_000));
            await SignalAsync(process);
            await process.WaitForExitAsync();
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("stopping; Ctrl+C again ends at once", await error, StringComparison.Ordinal);
            Assert.Contains("stopped", await error, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task SecondCtrlC_WhileACommandIsBusyElsewhere_EndsItAtOnceWithAWord()
    {
        var (process, error) = StartReadingAPipe();
        using (process)
        {
            await using var pipe = new StreamWriter(_folder.File("bars.csv")); // what it waits for never comes
            await SignalAsync(process);
            await SignalAsync(process);
            await process.WaitForExitAsync();
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("ended at once", await error, StringComparison.Ordinal);
        }
    }

    private static string Hash(CommandRun run) => JsonSerializer.Deserialize<SimulationResult>(run.Out, PipelineJson.Options)!.ResultHash;

    private async Task<int> StopAtFirstCheckpointAsync(string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [ChildProcess.Simulator, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var checkpoints = _folder.File("stopped/checkpoints");
        while (
            !process.HasExited
            && !(Directory.Exists(checkpoints) && Directory.EnumerateFiles(checkpoints).Any(f => Path.GetExtension(f).Length == 0))
        )
            await Task.Delay(20);
        await SignalAsync(process);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 130, await error);
        return process.ExitCode;
    }

    // The bars come through a pipe: who can write to it knows that the command has opened it.
    private (Process Process, Task<string> Error) StartReadingAPipe()
    {
        using (var make = Process.Start("mkfifo", [_folder.File("bars.csv")]))
            make.WaitForExit();
        var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [ChildProcess.Simulator, "backtest", "--bars", _folder.File("bars.csv"), "--strategy", _folder.Write("rules.json", Rules)]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        _ = process.StandardOutput.ReadToEndAsync();
        return (process, process.StandardError.ReadToEndAsync());
    }

    private static async Task SignalAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
