using System.CommandLine;
using System.Reflection;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Terminals;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>Prints the version.</summary>
internal sealed class VersionCommand() : ProductCommand("version", "prints the product's version and the code version of its artifacts")
{
    /// <summary>The product's version, such as 0.1.0.</summary>
    public static string Product =>
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "?";

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        await terminal.Out.WriteLineAsync($"Simulator {Product} (code {CodeVersion.Current})");
        return ExitCode.Ok;
    }
}
