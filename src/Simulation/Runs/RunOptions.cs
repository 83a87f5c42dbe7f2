namespace Simulator.Runs;

/// <summary>What a run is told beside its spec; none of it changes a result on one machine.</summary>
/// <param name="Device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Trials">Simulations of the same target that the store counts, this one included.</param>
public sealed record RunOptions(string Device = "auto", int Trials = 1);
