namespace Simulator.Runs;

/// <summary>Settings of a run outside its spec; none of them changes a result on one machine.</summary>
/// <param name="Device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Trials">Simulations of the same target that the store counts, this one included.</param>
public sealed record RunOptions(string Device = "auto", int Trials = 1);
