namespace Simulator.Robustness.Sweeps;

/// <summary>The stored statistics of a run. Its curve is recomputed on demand by running its parameters.</summary>
/// <param name="Index">Place in the plan, from 0.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Score">The statistic ranked by; NaN where undefined.</param>
/// <param name="MaxDrawdown">Largest drawdown, which decides between equal scores.</param>
/// <param name="Figures">Figures by key.</param>
public sealed record SweepRun(
    long Index,
    ParameterSet Parameters,
    double Score,
    double MaxDrawdown,
    IReadOnlyDictionary<string, double> Figures
);

/// <summary>Progress of a sweep.</summary>
/// <param name="Done">Runs that ended.</param>
/// <param name="Planned">Runs planned, at most.</param>
/// <param name="Best">The best so far; null before the first.</param>
public sealed record SweepProgress(long Done, long Planned, SweepRun? Best);
