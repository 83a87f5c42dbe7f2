using System.CommandLine;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Terminals;
using Simulator.Jobs;
using Simulator.Kinds;

namespace Simulator.Cli.Commands;

/// <summary>A child process of the server: reads one work order and writes its messages.</summary>
internal sealed class WorkerCommand() : ProductCommand("worker", "runs one work order from standard input; the server starts it")
{
    public override string Details =>
        """
            Reads one work order as JSON and writes one JSON message per line.
            It stops when its standard input is closed.
            """;

    // The server handles signals. A worker ends when its input does, so that Ctrl+C in a shared terminal does not race the server.
    public override Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
        Task.Factory.StartNew(
            () => Worker.Run(Console.In, terminal.Out, BuiltInKinds.All, terminal.Time),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
