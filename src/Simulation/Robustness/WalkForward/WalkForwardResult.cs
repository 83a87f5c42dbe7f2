using Simulator.Backtesting;
using Simulator.Robustness.Sweeps;

namespace Simulator.Robustness.WalkForward;

/// <summary>What a walk-forward test found.</summary>
public sealed record WalkForwardResult
{
    /// <summary>Windows in order; fewer than planned where the test was stopped.</summary>
    public required IReadOnlyList<WalkForwardFold> Folds { get; init; }

    /// <summary>Windows planned.</summary>
    public required int Planned { get; init; }

    /// <summary>Whether it was stopped before its end.</summary>
    public required bool Stopped { get; init; }

    /// <summary>
    /// The out-of-sample account from the first test bar to the last: every window starts flat with the equity of the one before. Null
    /// where no window ended.
    /// </summary>
    public BacktestResult? OutOfSample { get; init; }

    /// <summary>Annual return of that account.</summary>
    public double OutOfSampleAnnualReturn { get; init; } = double.NaN;

    /// <summary>Mean over the windows of the annual return of the chosen parameters where they were chosen.</summary>
    public double InSampleAnnualReturn { get; init; } = double.NaN;

    /// <summary>
    /// Walk-forward efficiency: out-of-sample annual return ÷ in-sample annual return (Pardo, 2008). NaN where the latter is not
    /// above zero, since nothing was promised that could be kept.
    /// </summary>
    public double Efficiency => InSampleAnnualReturn > 0 ? OutOfSampleAnnualReturn / InSampleAnnualReturn : double.NaN;

    /// <summary>Annual Sharpe ratio of the out-of-sample account.</summary>
    public double OutOfSampleSharpe { get; init; } = double.NaN;

    /// <summary>Share of windows that made money out of sample.</summary>
    public double ProfitableShare => Folds.Count == 0 ? double.NaN : Folds.Count(f => f.OutOfSampleReturn > 0) / (double)Folds.Count;

    /// <summary>Runs in sample, over all windows.</summary>
    public required long Runs { get; init; }

    /// <summary>Different parameter choices that were compared; the trials behind the out-of-sample account.</summary>
    public required long Candidates { get; init; }

    /// <summary>How each parameter that varies moved from window to window.</summary>
    public required IReadOnlyList<ParameterDrift> Drift { get; init; }
}

/// <summary>One window.</summary>
public sealed record WalkForwardFold
{
    /// <summary>Its bars.</summary>
    public required WalkForwardWindow Window { get; init; }

    /// <summary>What was chosen; null where no choice had a defined figure, and the account stayed in cash.</summary>
    public required ParameterSet? Chosen { get; init; }

    /// <summary>The chosen run's statistic where it was chosen.</summary>
    public required double InSampleScore { get; init; }

    /// <summary>Its annual return there.</summary>
    public required double InSampleAnnualReturn { get; init; }

    /// <summary>The statistic out of sample.</summary>
    public required double OutOfSampleScore { get; init; }

    /// <summary>Return out of sample, not annualised.</summary>
    public required double OutOfSampleReturn { get; init; }

    /// <summary>Trades out of sample.</summary>
    public required int Trades { get; init; }
}

/// <summary>How a parameter moved.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Values">Its value in each window; null in cash.</param>
/// <param name="Changes">Windows whose value differs from the one before.</param>
/// <param name="MeanMove">Mean move from window to window as a share of the range: 0 stays, about a third is drawing at random.</param>
public sealed record ParameterDrift(string Name, IReadOnlyList<string?> Values, int Changes, double MeanMove);

/// <summary>How far a walk is.</summary>
/// <param name="Done">Windows that ended.</param>
/// <param name="Planned">Windows planned.</param>
/// <param name="OfWindow">Share of the runs of the window at work.</param>
public readonly record struct WalkForwardProgress(int Done, int Planned, double OfWindow)
{
    /// <summary>Share of the whole.</summary>
    public double Fraction => Planned == 0 ? 0 : Math.Min(1, (Done + OfWindow) / Planned);
}
