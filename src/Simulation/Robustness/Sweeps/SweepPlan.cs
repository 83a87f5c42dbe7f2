using Simulator.Robustness.Resuming;
using Simulator.Statistics;

namespace Simulator.Robustness.Sweeps;

/// <summary>A sweep: what is run, over which parameters, chosen how, ranked by what.</summary>
public sealed record SweepPlan
{
    /// <summary>Most runs of a sweep.</summary>
    public const int MostRuns = 10_000_000;

    /// <summary>
    /// Statistics stored for every listed run, in addition to the ranking statistic; keys of <see cref="StatisticCatalogue"/>.
    /// </summary>
    public static IReadOnlyList<string> StandardFigures { get; } =
    ["returnFraction", "annualReturn", "sharpe", "maxDrawdown", "trades", "exposure", "finalEquity"];

    /// <summary>Market, bars and costs.</summary>
    public required RunSetup Setup { get; init; }

    /// <summary>Creates the rule for a parameter set.</summary>
    public required StrategyMaker Make { get; init; }

    /// <summary>The parameters.</summary>
    public required ParameterSpace Space { get; init; }

    /// <summary>How points are chosen.</summary>
    public SweepMethod Method { get; init; } = SweepMethod.Grid;

    /// <summary>Most runs; null for the whole grid, or 256 draws.</summary>
    public int? Runs { get; init; }

    /// <summary>Seed of the draws.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// The statistic ranked by, a key of <see cref="StatisticCatalogue"/>; for drawdowns, durations, costs and volatility less is better.
    /// </summary>
    public string RankBy { get; init; } = "sharpe";

    /// <summary>Number of best runs to list; of the others only summaries are kept.</summary>
    public int Keep { get; init; } = 100;

    /// <summary>Threads; 0 for every core. Does not affect the result.</summary>
    public int Threads { get; init; }

    /// <summary>Where what is worked out is kept, and looked up before it is worked out; null for nowhere. No part of the result.</summary>
    public IPartialResults? Partial { get; init; }

    /// <summary>Told of every run that ended, in the order of the plan, one at a time; null for nobody. No part of the result.</summary>
    internal Action<SweepRun>? Each { get; init; }

    /// <summary>The sweep's part of <see cref="Partial"/>, where a test holds several sweeps.</summary>
    internal int Part { get; init; }

    /// <summary>Trials of this market before the sweep, which count for the deflated Sharpe ratio too.</summary>
    public int EarlierTrials { get; init; }

    /// <summary>Blocks of the test for overfitting (even); 0 for as many as the periods allow, at most 16; negative for no test.</summary>
    public int OverfittingBlocks { get; init; }

    /// <summary>The two parameters of the heat map; null for the first two that have levels.</summary>
    public (string X, string Y)? HeatMapOf { get; init; }
}
