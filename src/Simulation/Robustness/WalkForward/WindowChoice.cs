using Simulator.Robustness.Resuming;
using Simulator.Robustness.Sweeps;

namespace Simulator.Robustness.WalkForward;

/// <summary>What was chosen on a window's past, before it is traded.</summary>
/// <param name="Parameters">The best run's parameters.</param>
/// <param name="Score">Its figure; NaN where none had one.</param>
/// <param name="AnnualReturn">Its annual return.</param>
/// <param name="Runs">Runs that it was the best of.</param>
internal sealed record WindowChoice(ParameterSet Parameters, double Score, double AnnualReturn, long Runs)
{
    /// <summary>Part of the partial results in which the windows' choices are kept; the windows' runs are the parts after it.</summary>
    public const int Part = 0;

    /// <summary>The choice of a sweep.</summary>
    public static WindowChoice Of(SweepResult search)
    {
        var best = search.Best[0];
        return new WindowChoice(best.Parameters, best.Score, best.Figures["annualReturn"], search.Completed);
    }

    /// <summary>The choice that an earlier, stopped walk made; null where there is none, or none of this space.</summary>
    public static WindowChoice? Find(SweepPlan plan, int window) =>
        plan.Partial?.Find(Part, window) is { Values: [var score, var annualReturn, var runs, .. var coordinates] }
        && coordinates.Length == plan.Space.Ranges.Count
        && plan.Space.At(coordinates) is { } parameters
            ? new WindowChoice(parameters, score, annualReturn, (long)runs)
            : null;

    /// <summary>Keeps it.</summary>
    public void Keep(SweepPlan plan, int window) =>
        plan.Partial?.Add(Part, window, new PartialRow([Score, AnnualReturn, Runs, .. Parameters.Coordinates]));
}
