using Simulator.Web.Jobs;

namespace Simulator.Web.Hosting;

/// <summary>The server's program is also its children's: started with one of these arguments it is no server.</summary>
public static class ChildProcesses
{
    /// <summary>Runs the child that the arguments ask for; null when they ask for none.</summary>
    public static int? TryRun(string[] args) =>
        args switch
        {
            [WorkerCommand.Argument] => WorkerGuard.Run(),
            [ComputeProbe.Argument] => ComputeProbe.RunChild(),
            _ => null,
        };
}
