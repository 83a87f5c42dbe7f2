using Simulator.Web.Jobs;

namespace Simulator.Web.Hosting;

/// <summary>The server's program also runs its child processes: with one of these arguments it does not start a server.</summary>
public static class ChildProcesses
{
    /// <summary>Runs the child process that the arguments ask for; null when they ask for none.</summary>
    public static int? TryRun(string[] args) =>
        args switch
        {
            [WorkerCommand.Argument] => WorkerGuard.Run(),
            [ComputeProbe.Argument] => ComputeProbe.RunChild(),
            _ => null,
        };
}
