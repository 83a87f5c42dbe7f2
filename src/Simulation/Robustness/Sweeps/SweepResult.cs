using Simulator.Backtesting;
using Simulator.Robustness.Overfit;

namespace Simulator.Robustness.Sweeps;

/// <summary>
/// Result of a sweep. The same for the same plan, whatever the number of threads; a stopped sweep is marked and holds the finished part.
/// </summary>
public sealed record SweepResult
{
    /// <summary>Runs planned, at most: constraints may leave fewer points.</summary>
    public required long Planned { get; init; }

    /// <summary>Runs that ended; each is a trial.</summary>
    public required long Completed { get; init; }

    /// <summary>Points that the rule rejected.</summary>
    public required long Refused { get; init; }

    /// <summary>Why the first of them was rejected; null where none was.</summary>
    public string? FirstRefusal { get; init; }

    /// <summary>Whether it was stopped before its end, so that the best may not be the best.</summary>
    public required bool Stopped { get; init; }

    /// <summary>The statistic ranked by.</summary>
    public required string RankedBy { get; init; }

    /// <summary>The best runs, best first.</summary>
    public required IReadOnlyList<SweepRun> Best { get; init; }

    /// <summary>The scores of all runs that have one.</summary>
    public required ScoreSummary Scores { get; init; }

    /// <summary>Score over two parameters; null where fewer than two have levels.</summary>
    public HeatMap? HeatMap { get; init; }

    /// <summary>The best run once more, with its curve and trades; null where nothing ran.</summary>
    public BacktestResult? BestResult { get; init; }

    /// <summary>Whether the best run's figure came out the same, bit for bit, when it was run again.</summary>
    public bool Reproduced { get; init; }

    /// <summary>How the best's neighbours do; null where it has none, or the sweep was stopped.</summary>
    public NeighbourhoodStability? Neighbourhood { get; init; }

    /// <summary>The best Sharpe ratio after correction for the number of runs; null if nothing ran.</summary>
    public SelectionBias? Selection { get; init; }
}

/// <summary>Scores of all runs in a few figures.</summary>
/// <param name="Count">Runs with a score.</param>
/// <param name="Mean">Mean.</param>
/// <param name="StandardDeviation">Standard deviation (n − 1).</param>
/// <param name="Lowest">Smallest.</param>
/// <param name="Highest">Largest.</param>
/// <param name="ShareAboveZero">Share above zero.</param>
public sealed record ScoreSummary(long Count, double Mean, double StandardDeviation, double Lowest, double Highest, double ShareAboveZero);

/// <summary>Effect of choosing the best of many runs on its Sharpe ratio. Ratios are per period, not annualised.</summary>
/// <param name="Trials">Runs of this sweep and trials before it.</param>
/// <param name="Sharpe">The best's Sharpe ratio per period.</param>
/// <param name="ExpectedMaximum">The expected Sharpe ratio of the best of as many worthless runs with the same
/// spread.</param>
/// <param name="ProbabilisticSharpe">Probability that the true ratio is above zero, were this the only run.</param>
/// <param name="DeflatedSharpe">Probability that it is above <paramref name="ExpectedMaximum"/>.</param>
/// <param name="MinimumTrackRecord">Periods needed for 95 % against zero; NaN where the ratio is not above zero.</param>
/// <param name="Overfitting">Probability of backtest overfitting; null if there are too few runs or periods.</param>
public sealed record SelectionBias(
    long Trials,
    double Sharpe,
    double ExpectedMaximum,
    double ProbabilisticSharpe,
    double DeflatedSharpe,
    double MinimumTrackRecord,
    OverfittingProbability? Overfitting
);
