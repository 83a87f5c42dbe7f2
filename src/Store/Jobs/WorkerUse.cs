namespace Simulator.Store.Jobs;

/// <summary>What a job's worker takes of the machine.</summary>
/// <param name="Processors">Processors kept busy since the last look; 1.5 is one and a half.</param>
/// <param name="MemoryBytes">Memory that it occupies.</param>
/// <param name="Gpu">What it takes of a graphics card; null where it uses none.</param>
public sealed record WorkerUse(double Processors, long MemoryBytes, GpuUse? Gpu = null);

/// <summary>What is taken of a graphics card.</summary>
/// <param name="Busy">Share of the time since the last look in which it computed, 0 … 1.</param>
/// <param name="MemoryBytes">Its memory that is taken: by the worker where that can be told, else by everyone.</param>
/// <param name="TotalBytes">Memory that it has.</param>
public sealed record GpuUse(double Busy, long MemoryBytes, long TotalBytes);
