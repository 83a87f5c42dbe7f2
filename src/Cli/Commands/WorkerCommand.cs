using Simulator.Cli.CommandLines;
using Simulator.Cli.Terminals;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>The child process of the server: one work order in, its messages out.</summary>
internal sealed class WorkerCommand : Command
{
    public override string Name => "worker";

    public override string Summary => "runs one work order from standard input (started by the server)";

    public override string Details =>
        "Reads one JSON work order per process and writes one JSON message per line; the end of standard input stops it.";

    // Signals are the server's to answer: a worker ends when its input does, so Ctrl+C in a shared terminal does not race the server.
    public override Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation) =>
        Task.Factory.StartNew(
            () => Worker.Run(Console.In, terminal.Out),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
