using Simulator.Backtesting;
using Simulator.Evaluation.Rivals;
using Simulator.Robustness.Ambiguity;

namespace Simulator.Evaluation;

/// <summary>What running a market again says about a run. A report is arranged from this and the run alone.</summary>
public sealed record EvaluationResult
{
    /// <summary>Buy-and-hold over the bars of the run, unlevered, under the same costs.</summary>
    public required BacktestResult BuyAndHold { get; init; }

    /// <summary>Cash over the same bars.</summary>
    public required BacktestResult Cash { get; init; }

    /// <summary>The results over every order of prices inside the bars; null where the run cannot be made again.</summary>
    public FillBand? FillBand { get; init; }

    /// <summary>Checks and their outcome: runs on shortened data, cut-offs, embargo, the sums of the account.</summary>
    public required IReadOnlyList<HonestyCheck> Checks { get; init; }

    /// <summary>Simpler ways to trade beside an agent's run; null for another run.</summary>
    public RivalTable? Rivals { get; init; }

    /// <summary>How much of the figures chance may explain.</summary>
    public required RobustnessFindings Robustness { get; init; }
}
