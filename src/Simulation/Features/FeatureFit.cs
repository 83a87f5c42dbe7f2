namespace Simulator.Features;

/// <summary>Which model made the values of a fitted feature, and what it had seen: what a run checks itself by.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Fold">Index of the fold.</param>
/// <param name="Cutoff">Last bar that the model had seen when it was fitted.</param>
/// <param name="Start">First row that it serves.</param>
/// <param name="End">One past the last row that it serves.</param>
public sealed record FeatureFit(IReadOnlyList<string> Columns, int Fold, int Cutoff, int Start, int End);
