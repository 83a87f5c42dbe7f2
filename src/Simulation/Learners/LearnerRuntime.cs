using Simulator.Errors;

namespace Simulator.Learners;

/// <summary>
/// The library that a learner computes with: its numbers depend on it as on its own code. Asked only in the process that trains,
/// so that a server that lists learners never loads a tensor library.
/// </summary>
public abstract class LearnerRuntime
{
    /// <summary>Plain C# on the processor.</summary>
    public static LearnerRuntime Managed { get; } = new ManagedRuntime();

    /// <summary>Name and version of the library; part of every artifact's key, so that another version never serves old numbers.</summary>
    public abstract string Version { get; }

    /// <summary>The device for a name.</summary>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="SimulationException">There is no such device here; the text says what to do.</exception>
    public abstract ComputeDevice Choose(string device);

    private sealed class ManagedRuntime : LearnerRuntime
    {
        public override string Version => "managed";

        public override ComputeDevice Choose(string device) => ComputeDevice.Cpu;
    }
}
