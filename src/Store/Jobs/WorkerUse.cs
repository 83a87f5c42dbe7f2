namespace Simulator.Store.Jobs;

/// <summary>What a job's worker takes of the machine.</summary>
/// <param name="Processors">Processors kept busy since the last look; 1.5 is one and a half.</param>
/// <param name="MemoryBytes">Memory that it occupies.</param>
public sealed record WorkerUse(double Processors, long MemoryBytes);
