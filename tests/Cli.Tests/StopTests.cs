using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Simulator.Learning.Pipeline;

namespace Simulator.Tests.Cli;

/// <summary>Ctrl+C in the middle of a training, and the same command again.</summary>
public sealed class StopTests : IDisposable
{
    private const string Spec = """
        { "version": 1, "data": { "target": "WALK" }, "features": [ { "kind": "returns" } ], "split": { "embargoBars": 2 },
          "forecaster": { "kind": "gan", "windowBars": 8, "hidden": 8, "criticChannels": 8, "epochs": 6, "samples": 50, "trainFolds": 1 },
          "strategy": { "kind": "buyAndHold" } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Simulate_StoppedInATrainingAndStartedAgain_EndsWithTheUndisturbedHash()
    {
        string[] command = ["simulate", _folder.Write("spec.json", Spec), "--bars", "WALK=" + _folder.Write("walk.csv", WalkFile.Text(600)), "--device", "cpu", "--json"];
        var undisturbed = await CommandRun.OfAsync([.. command, "--data", _folder.File("undisturbed")]);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Error);

        string[] stoppable = [.. command, "--data", _folder.File("stopped")];
        Assert.Equal(130, await StopAtFirstCheckpointAsync(stoppable));
        var resumed = await CommandRun.OfAsync(stoppable);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Contains("resumed at", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(Hash(undisturbed), Hash(resumed));
    }

    private static string Hash(CommandRun run) => JsonSerializer.Deserialize<SimulationResult>(run.Out, PipelineJson.Options)!.ResultHash;

    private async Task<int> StopAtFirstCheckpointAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [ChildProcess.Simulator, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var checkpoints = _folder.File("stopped/checkpoints");
        while (!process.HasExited && !(Directory.Exists(checkpoints) && Directory.EnumerateFiles(checkpoints).Any(f => Path.GetExtension(f).Length == 0)))
            await Task.Delay(20);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 130, await error);
        return process.ExitCode;
    }
}
