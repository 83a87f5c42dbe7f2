using System.Diagnostics;
using System.Text.Json;
using Simulator.Learning.Native;
using Simulator.Runs;

namespace Simulator.Web.Jobs;

/// <summary>What learning runs on here: libtorch's version and device, or why there is none. Asked of a child process, once, so that a
/// broken native library never takes the server down.</summary>
public sealed class ComputeProbe
{
    /// <summary>The argument that turns this program into the probe's child.</summary>
    public const string Argument = "probe-compute";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly Lazy<Task<ComputeReport>> _report = new(AskAsync);

    /// <summary>The report, or null while it is being found out. Never waits.</summary>
    public ComputeReport? ReportSoFar => _report.Value is { IsCompletedSuccessfully: true } done ? done.Result : null;

    /// <summary>The child: writes its report as one line of JSON.</summary>
    public static int RunChild()
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(Look(), PipelineJson.Options));
        return 0;
    }

    private static ComputeReport Look()
    {
        // The boundary to native code: whatever is wrong with it is the finding.
        try
        {
            return new ComputeReport(TorchLibrary.Version, TorchRuntime.Instance.Choose("auto").Description, null);
        }
        catch (Exception e)
        {
            return new ComputeReport(null, null, (e.InnerException ?? e).Message);
        }
    }

    private static async Task<ComputeReport> AskAsync()
    {
        var command = WorkerCommand.OfThisProgram(Argument);
        try
        {
            using var patience = new CancellationTokenSource(s_patience);
            using var child = Process.Start(
                new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            using var kill = patience.Token.Register(child.Kill);
            var error = child.StandardError.ReadToEndAsync(CancellationToken.None);
            var line = await child.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await child.WaitForExitAsync(CancellationToken.None);
            return child.ExitCode == 0 && line.Length > 0
                ? JsonSerializer.Deserialize<ComputeReport>(line, PipelineJson.Options)!
                : new ComputeReport(null, null, new WorkerExit(child.ExitCode, (await error).Trim()).ToString());
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or JsonException or InvalidOperationException)
        {
            return new ComputeReport(null, null, e.Message);
        }
    }
}

/// <summary>What learning runs on.</summary>
/// <param name="Torch">libtorch's version; null where it cannot be loaded.</param>
/// <param name="Device">What <c>auto</c> means here.</param>
/// <param name="Error">Why it cannot be loaded.</param>
public sealed record ComputeReport(string? Torch, string? Device, string? Error);
