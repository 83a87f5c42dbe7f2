using System.Reflection;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Terminals;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>Says which version this is.</summary>
internal sealed class VersionCommand : Command
{
    public override string Name => "version";

    public override string Summary => "the product's version, and the code version that keys its artifacts";

    public static string Product =>
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "?";

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        await terminal.Out.WriteLineAsync($"Simulator {Product} (code {CodeVersion.Current})");
        return ExitCode.Ok;
    }
}
