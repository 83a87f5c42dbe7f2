using Simulator.Kinds;
using Simulator.Runs;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>The usual way to ask for a simulation.</summary>
public static class JobSubmissions
{
    /// <summary>Queues a validated spec; returns the job's id when it is safely stored.</summary>
    public static Task<string> SubmitAsync(this IJobs jobs, SimulationSpec spec, string device, bool isDemo, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return jobs.SubmitAsync(
            new JobSubmission(BuiltInKinds.All[SimulationKind.Word], new SimulationRequest(spec)) { Device = device, IsDemo = isDemo },
            cancellation
        );
    }
}
