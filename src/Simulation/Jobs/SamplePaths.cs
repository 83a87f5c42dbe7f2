namespace Simulator.Jobs;

/// <summary>Paths that a generator draws beside the one that happened, as cumulated log-returns from the same bar.</summary>
/// <param name="Real">[bar] what happened.</param>
/// <param name="Drawn">[path][bar] what was drawn; every draw was made with the real bars before it.</param>
public sealed record SamplePaths(double[] Real, double[][] Drawn);
