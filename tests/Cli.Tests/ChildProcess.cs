using System.Diagnostics;

namespace Simulator.Tests.Cli;

/// <summary>A command as a process of its own, with its own environment.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>The command line's program beside the tests.</summary>
    public static string Simulator { get; } = typeof(Simulator.Cli.Commands.ProductCommands).Assembly.Location;

    /// <summary>Runs the command line.</summary>
    public static CommandRun Cli(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Run("dotnet", environment, [Simulator, .. arguments]);

    /// <summary>Runs a program to its end.</summary>
    public static CommandRun Run(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end");
        }
        return new CommandRun(process.ExitCode, output.Result, error.Result);
    }
}
