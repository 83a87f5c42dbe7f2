using Simulator.Cli.Commands;
using Simulator.Cli.Terminals;

namespace Simulator.Tests.Cli;

/// <summary>What a command line did: its exit code and what it wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    /// <summary>Lines on standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command line in this process.</summary>
    public static async Task<CommandRun> OfAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await ProductCommands.Set.RunAsync(
            words,
            Terminal.Plain(output, error, TimeProvider.System),
            CancellationToken.None
        );
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
